// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// What protects a packet against change (TS 102 225, clause 5.1.1, bits 1 and 2 of the first
/// octet, bits 3 and 4 of the second). Redundancy checks and digital signatures are not
/// implemented: the first proves nothing, and no algorithm is assigned to the second.
public enum Integrity {
    NONE(0b00),
    CRYPTOGRAPHIC_CHECKSUM(0b10);

    final int bits;

    Integrity(int bits) {
        this.bits = bits;
    }
}
