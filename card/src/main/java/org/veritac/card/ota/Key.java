// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Arrays;

/// One key of a set, for enciphering (KIC) or for checksums (KID). A secret: it has no text and no
/// equality, and is wiped when closed.
public final class Key implements AutoCloseable {
    private final Algorithm algorithm;
    private final byte[] octets;

    /// @param octets copied; 16, 24 or 32 for AES, 16 for two DES keys, 24 for three
    /// @throws IllegalArgumentException when the algorithm has no keys of that length
    public Key(Algorithm algorithm, byte[] octets) {
        if (!algorithm.takesKeyOf(octets.length)) {
            throw new IllegalArgumentException(algorithm + " has no keys of " + octets.length);
        }
        this.algorithm = algorithm;
        this.octets = octets.clone();
    }

    /// An AES key.
    public static Key aes(byte[] octets) {
        return new Key(Algorithm.AES, octets);
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /// The octets as the JDK wants them: three DES keys, the first again when there are two.
    byte[] expanded() {
        if (algorithm != Algorithm.TRIPLE_DES_TWO_KEYS) {
            return octets.clone();
        }
        byte[] three = Arrays.copyOf(octets, 24);
        System.arraycopy(octets, 0, three, 16, 8);
        return three;
    }

    /// Wipes the octets. Codecs made before keep working.
    @Override
    public void close() {
        Arrays.fill(octets, (byte) 0);
    }

    @Override
    public String toString() {
        return algorithm + " key";
    }
}
