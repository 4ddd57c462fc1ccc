// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import org.veritac.card.Secret;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The secret part of a subscription: Ki, and what its algorithm needs beside it.
public final class CredentialSecret implements AutoCloseable {
    /// The longest key: 32 bytes.
    public static final int KEY_BYTES_MAX = 32;

    /// The most that may stand beside a key.
    public static final int COMPANION_BYTES_MAX = 1024;

    static final int BLOCK_BYTES = 16;
    private static final byte BLOCKS = 'B';
    private static final byte BYTES = 'K';
    private static final int LENGTH_BYTES = 2;
    private final Secret key;
    private final Secret companion;
    private final KeyUse use;

    /// A secret that closes both parts with itself.
    ///
    /// @param key Ki, 1 to 32 bytes; 16 for [KeyUse#BLOCKS]
    /// @param companion OPc or TOPc, constants, name of the algorithm, in the writer's own form; 0
    ///   to 1024 bytes
    public CredentialSecret(Secret key, Secret companion, KeyUse use) {
        if (key.length() < 1
                || key.length() > KEY_BYTES_MAX
                || companion.length() > COMPANION_BYTES_MAX
                || (use == KeyUse.BLOCKS && key.length() != BLOCK_BYTES)) {
            throw new IllegalArgumentException("a key and what belongs to it, too short or long");
        }
        this.key = key;
        this.companion = companion;
        this.use = use;
    }

    Secret key() {
        return key;
    }

    Secret companion() {
        return companion;
    }

    KeyUse use() {
        return use;
    }

    /// `use(1) key length(2) key companion length(2) companion`; the caller wipes it.
    ///
    /// @param withKey whether the key goes along; without it its length is 0
    byte[] bytes(boolean withKey) {
        byte[] keyBytes = withKey ? key.copy() : new byte[0];
        byte[] companionBytes = companion.copy();
        try {
            return ByteBuffer.allocate(
                            1 + 2 * LENGTH_BYTES + keyBytes.length + companionBytes.length)
                    .put(use == KeyUse.BLOCKS ? BLOCKS : BYTES)
                    .putShort((short) keyBytes.length)
                    .put(keyBytes)
                    .putShort((short) companionBytes.length)
                    .put(companionBytes)
                    .array();
        } finally {
            Arrays.fill(keyBytes, (byte) 0);
            Arrays.fill(companionBytes, (byte) 0);
        }
    }

    /// Parts of a secret as they were written; the key is empty when it did not go along.
    ///
    /// @throws IOException when these are no such bytes, although they were authentic
    static Parts read(byte[] bytes) throws IOException {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            KeyUse use = buffer.get() == BLOCKS ? KeyUse.BLOCKS : KeyUse.BYTES;
            Secret key = take(buffer);
            return new Parts(use, key, take(buffer));
        } catch (BufferUnderflowException e) {
            throw new IOException("a credential in a form of another version", e);
        }
    }

    /// What was read.
    record Parts(KeyUse use, Secret key, Secret companion) {}

    private static Secret take(ByteBuffer buffer) {
        byte[] bytes = new byte[Math.min(buffer.getShort() & 0xffff, buffer.remaining())];
        buffer.get(bytes);
        return Secret.taking(bytes);
    }

    @Override
    public void close() {
        key.close();
        companion.close();
    }

    @Override
    public String toString() {
        return "credential";
    }
}
