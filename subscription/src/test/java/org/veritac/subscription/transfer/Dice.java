// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// Randomness that is the same for the same seed: SHA-256 of seed and counter.
final class Dice extends SecureRandom {
    @Serial private static final long serialVersionUID = 1;

    private final long seed;
    private long counter;

    Dice(long seed) {
        this.seed = seed;
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        for (int at = 0; at < bytes.length; at += 32) {
            byte[] block = block(seed, counter++);
            System.arraycopy(block, 0, bytes, at, Math.min(32, bytes.length - at));
        }
    }

    static byte[] block(long seed, long counter) {
        try {
            var input = ByteBuffer.allocate(16).putLong(seed).putLong(counter);
            return MessageDigest.getInstance("SHA-256").digest(input.array());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    Octets octets(int count) {
        byte[] bytes = new byte[count];
        nextBytes(bytes);
        return Octets.of(bytes);
    }
}
