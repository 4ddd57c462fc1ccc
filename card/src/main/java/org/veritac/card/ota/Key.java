// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import org.veritac.card.Secret;

import java.util.Arrays;

/// One key of a set, for enciphering (KIC) or for checksums (KID).
public final class Key implements AutoCloseable {
    private final Algorithm algorithm;
    private final Secret secret;

    /// @param secret of 16, 24 or 32 bytes for AES, 16 for two DES keys, 24 for three; from now on
    ///   it belongs to the key
    /// @throws IllegalArgumentException when the algorithm has no keys of that length
    public Key(Algorithm algorithm, Secret secret) {
        if (!algorithm.takesKeyOf(secret.length())) {
            throw new IllegalArgumentException(algorithm + " has no keys of " + secret.length());
        }
        this.algorithm = algorithm;
        this.secret = secret;
    }

    /// An AES key.
    public static Key aes(Secret secret) {
        return new Key(Algorithm.AES, secret);
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /// The bytes as the JDK wants them: three DES keys, the first again when there are two. The
    /// caller wipes them.
    byte[] expanded() {
        byte[] bytes = secret.copy();
        if (algorithm != Algorithm.TRIPLE_DES_TWO_KEYS) {
            return bytes;
        }
        byte[] three = Arrays.copyOf(bytes, 24);
        System.arraycopy(bytes, 0, three, 16, 8);
        Arrays.fill(bytes, (byte) 0);
        return three;
    }

    /// Wipes the key. Codecs that have used it may keep working.
    @Override
    public void close() {
        secret.close();
    }

    @Override
    public String toString() {
        return algorithm + " key";
    }
}
