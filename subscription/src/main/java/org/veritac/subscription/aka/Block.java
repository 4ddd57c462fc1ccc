// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import java.nio.ByteBuffer;

/// Sixteen bytes as a number of 128 bits. It may be secret: its text says nothing.
record Block(long high, long low) {
    static final int BYTES = 16;
    private static final int BITS = 128;

    /// The number in sixteen bytes.
    ///
    /// @throws IllegalArgumentException when there are not sixteen
    static Block of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("sixteen bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Block(buffer.getLong(), buffer.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    Block xor(Block other) {
        return new Block(high ^ other.high, low ^ other.low);
    }

    /// Rotated towards the most significant bit.
    Block rotated(int bits) {
        int by = bits % BITS;
        if (by >= Long.SIZE) {
            return new Block(low, high).rotated(by - Long.SIZE);
        }
        return by == 0
                ? this
                : new Block(
                        (high << by) | (low >>> (Long.SIZE - by)),
                        (low << by) | (high >>> (Long.SIZE - by)));
    }

    @Override
    public String toString() {
        return "block";
    }
}
