// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import java.util.Arrays;

/// RAND: sixteen bytes that nobody could foresee.
public final class Challenge {
    public static final int BYTES = Block.BYTES;
    private final byte[] rand;

    /// A challenge of sixteen bytes, copied.
    ///
    /// @throws IllegalArgumentException when there are not sixteen
    public Challenge(byte[] rand) {
        if (rand.length != BYTES) {
            throw new IllegalArgumentException("RAND has sixteen bytes");
        }
        this.rand = rand.clone();
    }

    /// A copy of the bytes.
    public byte[] bytes() {
        return rand.clone();
    }

    Block block() {
        return Block.of(rand);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Challenge that && Arrays.equals(rand, that.rand);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rand);
    }

    @Override
    public String toString() {
        return "RAND";
    }
}
