// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Optional;

/// The algorithms of KIc and KID that are implemented (TS 102 225, clauses 5.1.2 and 5.1.3). DES
/// with one key, in CBC or ECB, is refused, because its keys can be searched; algorithms "known
/// implicitly" and proprietary ones do not say what they are.
public enum Algorithm {
    /// AES in CBC, and CMAC cut to 64 bits.
    AES(0b0010, 16),
    /// Triple DES in outer CBC with two keys; as checksum the last block of it.
    TRIPLE_DES_TWO_KEYS(0b0101, 8),
    /// Triple DES in outer CBC with three keys; as checksum the last block of it.
    TRIPLE_DES_THREE_KEYS(0b1001, 8);

    final int nibble;
    final int blockBytes;

    Algorithm(int nibble, int blockBytes) {
        this.nibble = nibble;
        this.blockBytes = blockBytes;
    }

    /// The algorithm in the low half of a KIc or KID octet.
    public static Optional<Algorithm> ofOctet(int octet) {
        for (Algorithm algorithm : values()) {
            if (algorithm.nibble == (octet & 0xF)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    boolean takesKeyOf(int bytes) {
        return switch (this) {
            case AES -> bytes == 16 || bytes == 24 || bytes == 32;
            case TRIPLE_DES_TWO_KEYS -> bytes == 16;
            case TRIPLE_DES_THREE_KEYS -> bytes == 24;
        };
    }
}
