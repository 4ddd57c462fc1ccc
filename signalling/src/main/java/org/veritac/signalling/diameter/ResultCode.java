// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// The result codes that this node sends (RFC 6733, clause 7.1), by their names there.
public enum ResultCode {
    SUCCESS(2001),
    COMMAND_UNSUPPORTED(3001),
    UNABLE_TO_DELIVER(3002),
    REALM_NOT_SERVED(3003),
    TOO_BUSY(3004),
    APPLICATION_UNSUPPORTED(3007),
    INVALID_HDR_BITS(3008),
    INVALID_AVP_BITS(3009),
    UNKNOWN_PEER(3010),
    AVP_UNSUPPORTED(5001),
    INVALID_AVP_VALUE(5004),
    MISSING_AVP(5005),
    AVP_NOT_ALLOWED(5008),
    AVP_OCCURS_TOO_MANY_TIMES(5009),
    NO_COMMON_APPLICATION(5010),
    UNSUPPORTED_VERSION(5011),
    UNABLE_TO_COMPLY(5012),
    INVALID_AVP_LENGTH(5014),
    INVALID_MESSAGE_LENGTH(5015);

    private final int value;

    ResultCode(int value) {
        this.value = value;
    }

    /// The value of the Result-Code AVP.
    public int value() {
        return value;
    }

    /// A protocol error, 3xxx: its answer has the E flag and the grammar of clause 7.2.
    public boolean isProtocolError() {
        return value / 1000 == 3;
    }
}
