// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import java.nio.ByteBuffer;

/// The authentication token that a network sends with its challenge (TS 33.102, clause 6.3.2).
///
/// @param concealedSqn SQN xor AK, 48 bits
/// @param amf authentication management field, 16 bits
/// @param mac MAC-A
public record Autn(long concealedSqn, int amf, long mac) {
    public static final int BYTES = 16;

    /// The bit of AMF that separates EPS and 5G from older networks (TS 33.102, annex H).
    public static final int AMF_SEPARATION = 0x8000;

    public Autn {
        if (concealedSqn >>> 48 != 0 || amf >>> 16 != 0) {
            throw new IllegalArgumentException("48 bits, 16 bits");
        }
    }

    /// A token in sixteen bytes from a stranger.
    ///
    /// @throws IllegalArgumentException when there are not sixteen
    public static Autn read(byte[] bytes) {
        Block block = Block.of(bytes);
        return new Autn(block.high() >>> 16, (int) block.high() & 0xFFFF, block.low());
    }

    /// The number in at most eight bytes, most significant first.
    static long number(byte[] bytes) {
        long number = 0;
        for (byte b : bytes) {
            number = number << 8 | (b & 0xFF);
        }
        return number;
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(concealedSqn << 16 | amf).putLong(mac).array();
    }
}
