// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import org.veritac.identity.Imsi;
import org.veritac.identity.SemiOctets;

import java.util.Arrays;
import java.util.Optional;

/// An IMSI as EF_IMSI has it, without the length: parity and kind in the first half octet, then the
/// digits, filled up with F (TS 31.102, clause 4.2.2).
final class PackedImsi {
    static final int BYTES = 8;
    private static final int KIND = 0b001;
    private static final int ODD = 0b1000;

    private PackedImsi() {}

    static byte[] write(Imsi imsi) {
        String digits = imsi.digits();
        int kind = KIND | (digits.length() % 2 == 1 ? ODD : 0);
        byte[] packed = SemiOctets.write(kind + digits);
        byte[] octets = Arrays.copyOf(packed, BYTES);
        Arrays.fill(octets, packed.length, BYTES, (byte) 0xFF);
        return octets;
    }

    /// Empty also where the parity is wrong.
    static Optional<Imsi> read(byte[] octets) {
        if (octets.length != BYTES) {
            return Optional.empty();
        }
        return SemiOctets.read(octets)
                .filter(digits -> !digits.isEmpty())
                .flatMap(digits -> Imsi.ifValid(digits.substring(1)))
                .filter(imsi -> Arrays.equals(write(imsi), octets));
    }
}
