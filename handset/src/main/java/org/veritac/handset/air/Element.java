// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.air;

/// What a frame can carry.
public enum Element {
    /// The subscriber, digits in semi-octets (TS 23.003, clause 2.2).
    IMSI(0x01),
    /// What the phone says it is: 14 digits and the software version, in semi-octets.
    IMEISV(0x02),
    /// The challenge, 16 octets (TS 33.102, clause 6.3).
    RAND(0x03),
    /// The network's token, 16 octets.
    AUTN(0x04),
    /// The answer to the challenge, 4 to 16 octets.
    RES(0x05),
    /// The card's sequence number for a network that has lost it, 14 octets.
    AUTS(0x06),
    /// Why not: an EMM cause of one octet (TS 24.301, clause 9.9.3.9).
    CAUSE(0x07),
    /// A short message as a transfer layer unit (TS 23.040, clause 9.2.2).
    TPDU(0x08),
    /// Dialled digits in semi-octets.
    NUMBER(0x09),
    /// Ties an acknowledgement to its short message, one octet.
    REFERENCE(0x0A),
    /// The address of the service centre, as in TS 24.011, clause 8.2.5.1, without its length.
    SERVICE_CENTRE(0x0B);

    private final int tag;

    Element(int tag) {
        this.tag = tag;
    }

    int tag() {
        return tag;
    }
}
