// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.air;

/// The messages. Those of a phone are below `80`, those of the network above.
public enum FrameType {
    /// A phone wants service: IMSI.
    ATTACH_REQUEST(0x01),
    /// A phone wants emergency calls only: IMSI and IMEISV if it has any.
    EMERGENCY_ATTACH_REQUEST(0x02),
    /// RES.
    AUTHENTICATION_RESPONSE(0x03),
    /// CAUSE, and AUTS when that is 21.
    AUTHENTICATION_FAILURE(0x04),
    /// IMEISV, if the phone claims any.
    SECURITY_MODE_COMPLETE(0x05),
    /// A phone that is attached says where it is.
    LOCATION_UPDATE_REQUEST(0x06),
    /// NUMBER.
    CALL_SETUP(0x07),
    /// REFERENCE, TPDU.
    SMS_SUBMIT(0x08),
    /// REFERENCE; TPDU when the card answers with one; CAUSE when the message was not taken.
    SMS_DELIVERED(0x09),
    /// A phone leaves.
    DETACH(0x0A),

    /// RAND, AUTN.
    AUTHENTICATION_REQUEST(0x81),
    /// The network asks for the IMEISV (TS 24.301, clause 5.4.3).
    SECURITY_MODE_COMMAND(0x82),
    /// Attach or location update has succeeded.
    ACCEPT(0x83),
    /// CAUSE; the phone has no service.
    REJECT(0x84),
    /// A call goes through.
    CALL_CONNECTED(0x85),
    /// CAUSE; the phone stays attached.
    CALL_REFUSED(0x86),
    /// REFERENCE; CAUSE when the message was not taken.
    SMS_SUBMITTED(0x87),
    /// REFERENCE, TPDU.
    SMS_DELIVER(0x88),
    /// CAUSE; the network ends the service.
    DETACH_REQUEST(0x89);

    private final int value;

    FrameType(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }

    /// Whether it is the network that sends it.
    public boolean isDownlink() {
        return value >= 0x80;
    }
}
