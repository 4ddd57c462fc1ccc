// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import java.nio.ByteBuffer;

/// The token by which a USIM asks for resynchronisation (TS 33.102, clause 6.3.3).
///
/// @param concealedSqn SQN_MS xor AK*, 48 bits
/// @param mac MAC-S
public record Auts(long concealedSqn, long mac) {
    public static final int BYTES = 14;

    public Auts {
        if (concealedSqn >>> 48 != 0) {
            throw new IllegalArgumentException("48 bits");
        }
    }

    /// A token in fourteen bytes from a stranger.
    ///
    /// @throws IllegalArgumentException when there are not fourteen
    public static Auts read(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("AUTS has fourteen bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long concealed = (long) buffer.getShort() << 32 & 0xFFFF_0000_0000L;
        return new Auts(concealed | (buffer.getInt() & 0xFFFF_FFFFL), buffer.getLong());
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putShort((short) (concealedSqn >> 32))
                .putInt((int) concealedSqn)
                .putLong(mac)
                .array();
    }
}
