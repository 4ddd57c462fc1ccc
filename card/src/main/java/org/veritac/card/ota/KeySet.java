// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// The two keys that one version names in KIc and KID (TS 102 225, clauses 5.1.2 and 5.1.3).
///
/// @param version 1 to 15; 0 would leave the choice to the receiver
/// @param kic enciphers
/// @param kid makes checksums
public record KeySet(int version, Key kic, Key kid) {
    public static final int VERSION_MAX = 15;

    public KeySet {
        if (version < 1 || version > VERSION_MAX) {
            throw new IllegalArgumentException("key sets have versions 1 to 15");
        }
    }

    int kicOctet() {
        return version << 4 | kic.algorithm().nibble;
    }

    int kidOctet() {
        return version << 4 | kid.algorithm().nibble;
    }

    /// Whether the octets of a packet mean the keys of this set that the packet uses.
    boolean isMeantBy(Spi spi, int kicOctet, int kidOctet) {
        return (!spi.ciphered() || kicOctet == kicOctet())
                && (!spi.hasChecksum() || kidOctet == kidOctet());
    }
}
