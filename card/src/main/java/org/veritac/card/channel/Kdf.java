// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.Secret;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Keys from keys.
public final class Kdf {
    /// Bytes of the label that SCP03 leaves zero.
    public static final int LABEL_BYTES = 11;

    /// The counter has one byte.
    static final int BLOCKS_MAX = 255;

    /// The constant of what no standard derives.
    private static final byte OURS = (byte) 0xF0;

    private Kdf() {}

    /// NIST SP 800-108 in counter mode with AES-CMAC, in the layout of SCP03 (Amendment D, 4.1.5):
    /// for each block `label(11) | constant | 00 | length in bits(2) | number of the block, from 1
    /// | context`.
    ///
    /// @param key of 16, 24 or 32 bytes
    /// @param label 12 bytes: the label, then the constant that says what is derived
    /// @param bytes 1 to 4080
    public static Secret derive(Secret key, byte[] label, byte[] context, int bytes) {
        if (label.length != LABEL_BYTES + 1 || !Aes.isKeyLength(key.length())) {
            throw new IllegalArgumentException("a label has 12 bytes, an AES key 16, 24 or 32");
        }
        byte[] between = ByteBuffer.allocate(3).putShort(1, (short) (bytes * 8)).array();
        return Secret.taking(counter(key, concat(label, between), context, bytes));
    }

    /// One of several keys that we derive from a key under a name of ours, as long as that key: the
    /// KDF of SCP03 with the label `name | zeros | number(1)` and constant F0.
    ///
    /// @param name up to 10 bytes
    public static Secret child(Secret key, byte[] name, int number, byte[] context) {
        byte[] label = Arrays.copyOf(name, LABEL_BYTES + 1);
        label[LABEL_BYTES - 1] = (byte) number;
        label[LABEL_BYTES] = OURS;
        return derive(key, label, context, key.length());
    }

    /// SP 800-108 in counter mode with AES-CMAC, the counter of one byte between two fixed parts
    /// (5.1).
    static byte[] counter(Secret key, byte[] before, byte[] after, int bytes) {
        int blocks = (bytes + Aes.BLOCK_BYTES - 1) / Aes.BLOCK_BYTES;
        if (bytes < 1 || blocks > BLOCKS_MAX) {
            throw new IllegalArgumentException("1 to 4080 bytes can be derived");
        }
        byte[] out = new byte[bytes];
        for (int i = 0; i < blocks; i++) {
            byte[] block = Aes.cmac(key, before, new byte[] {(byte) (i + 1)}, after);
            int from = i * Aes.BLOCK_BYTES;
            System.arraycopy(block, 0, out, from, Math.min(Aes.BLOCK_BYTES, bytes - from));
            Arrays.fill(block, (byte) 0);
        }
        return out;
    }

    /// ANSI X9.63 with SHA-256 (BSI TR-03111, 4.3.3): SHA-256(secret | number(4), from 1 | info)
    /// and so on.
    ///
    /// @param bytes 1 to 8160
    public static Secret x963(byte[] secret, byte[] info, int bytes) {
        var sha256 = Digest.start();
        int size = sha256.getDigestLength();
        int blocks = (bytes + size - 1) / size;
        if (bytes < 1 || blocks > BLOCKS_MAX) {
            throw new IllegalArgumentException("1 to 8160 bytes can be derived");
        }
        byte[] out = new byte[bytes];
        for (int i = 0; i < blocks; i++) {
            sha256.update(secret);
            sha256.update(ByteBuffer.allocate(4).putInt(i + 1).array());
            byte[] block = sha256.digest(info);
            System.arraycopy(block, 0, out, i * size, Math.min(size, bytes - i * size));
            Arrays.fill(block, (byte) 0);
        }
        return Secret.taking(out);
    }

    static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
