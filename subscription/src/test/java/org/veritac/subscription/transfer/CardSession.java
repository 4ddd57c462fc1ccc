// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.Secret;
import org.veritac.card.channel.Aes;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The card's end of a channel at full protection with MACs of 8 bytes: what the host's
/// `card.channel.Session` does, the other way round.
final class CardSession {
    private static final int MAC_BYTES = 8;

    private final Secret enc;
    private final Secret mac;
    private final Secret rmac;
    private byte[] chaining;
    private long counter;

    CardSession(Secret enc, Secret mac, Secret rmac, byte[] chaining) {
        this.enc = enc;
        this.mac = mac;
        this.rmac = rmac;
        this.chaining = chaining.clone();
    }

    /// The same as this, for trials.
    CardSession copy() {
        var copy = new CardSession(enc, mac, rmac, chaining);
        copy.counter = counter;
        return copy;
    }

    boolean takes(byte[] header, byte[] data) {
        if (data.length < MAC_BYTES) {
            return false;
        }
        int length = data.length - MAC_BYTES;
        byte[] lc =
                data.length > 255
                        ? new byte[] {0, (byte) (data.length >> 8), (byte) data.length}
                        : new byte[] {(byte) data.length};
        byte[] next = Aes.cmac(mac, chaining, header, lc, Arrays.copyOf(data, length));
        boolean good =
                Arrays.equals(
                        Arrays.copyOf(next, MAC_BYTES),
                        Arrays.copyOfRange(data, length, data.length));
        chaining = next;
        return good;
    }

    /// The data of a command whose MAC was found right.
    byte[] clear(byte[] data) {
        counter++;
        int length = data.length - MAC_BYTES;
        if (length == 0) {
            return new byte[0];
        }
        byte[] padded = Aes.decipher(enc, vector(0), Arrays.copyOf(data, length));
        return Arrays.copyOf(padded, Aes.unpaddedLength(padded));
    }

    byte[] protect(byte[] data, byte[] status) {
        byte[] body = data.length == 0 ? data : Aes.encipher(enc, vector(0x80), Aes.pad(data));
        byte[] tag = Arrays.copyOf(Aes.cmac(rmac, chaining, body, status), MAC_BYTES);
        return ByteBuffer.allocate(body.length + MAC_BYTES + 2)
                .put(body)
                .put(tag)
                .put(status)
                .array();
    }

    private byte[] vector(int first) {
        var block = ByteBuffer.allocate(16).putLong(8, counter);
        block.put(0, (byte) first);
        return Aes.encipher(enc, new byte[16], block.array());
    }
}
