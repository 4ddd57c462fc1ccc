// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.card.Secret;
import org.veritac.card.channel.Aes;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/// The card's end of a channel at full protection with MACs of 8 bytes (GlobalPlatform Amendment D,
/// 6.2.4 to 6.2.7).
final class CardSession {
    /// S-ENC, S-MAC, S-RMAC stand behind the receipt key, 16 bytes each.
    static final int KEYS_BYTES = 80;

    private static final int KEY_BYTES = 16;
    private static final int MAC_BYTES = 8;
    private static final int SHORT_MAX = 255;

    private final Secret enc;
    private final Secret mac;
    private final Secret rmac;
    private byte[] chaining;
    private long counter;

    CardSession(Secret keys, byte[] receipt) {
        enc = keys.part(KEY_BYTES, KEY_BYTES);
        mac = keys.part(2 * KEY_BYTES, KEY_BYTES);
        rmac = keys.part(3 * KEY_BYTES, KEY_BYTES);
        chaining = receipt.clone();
    }

    /// Whether a command's MAC is right.
    boolean takes(byte[] header, byte[] data) {
        if (data.length < MAC_BYTES) {
            return false;
        }
        int length = data.length - MAC_BYTES;
        byte[] lc =
                data.length > SHORT_MAX
                        ? new byte[] {0, (byte) (data.length >> 8), (byte) data.length}
                        : new byte[] {(byte) data.length};
        byte[] next = Aes.cmac(mac, chaining, header, lc, Arrays.copyOf(data, length));
        chaining = next;
        return MessageDigest.isEqual(
                Arrays.copyOf(next, MAC_BYTES), Arrays.copyOfRange(data, length, data.length));
    }

    /// The data of a command whose MAC was right.
    byte[] clear(byte[] data) {
        counter++;
        int length = data.length - MAC_BYTES;
        if (length == 0 || length % KEY_BYTES != 0) {
            return new byte[0];
        }
        byte[] padded = Aes.decipher(enc, vector(0), Arrays.copyOf(data, length));
        return Arrays.copyOf(padded, Math.max(0, Aes.unpaddedLength(padded)));
    }

    byte[] protect(byte[] data, byte[] status) {
        byte[] body = data.length == 0 ? data : Aes.encipher(enc, vector(0x80), Aes.pad(data));
        byte[] tag = Arrays.copyOf(Aes.cmac(rmac, chaining, body, status), MAC_BYTES);
        return ByteBuffer.allocate(body.length + MAC_BYTES + status.length)
                .put(body)
                .put(tag)
                .put(status)
                .array();
    }

    private byte[] vector(int first) {
        var block = ByteBuffer.allocate(Aes.BLOCK_BYTES).putLong(Long.BYTES, counter);
        block.put(0, (byte) first);
        return Aes.encipher(enc, new byte[Aes.BLOCK_BYTES], block.array());
    }
}
