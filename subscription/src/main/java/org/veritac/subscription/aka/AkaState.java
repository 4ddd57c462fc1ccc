// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the holder of a subscription remembers of its authentications. It is stored, so that it
/// survives a power cut, before the answer that changed it is given out; and it travels with the
/// subscription.
///
/// ```
/// 01  SEQ(6) x 32  window(8) gsm in window(4) gsm(8) failures in window(4) failures(8)
/// ```
///
/// @param array the sequence numbers accepted
/// @param attempts what was asked so far
public record AkaState(SequenceArray array, Attempts attempts) {
    /// Of a subscription nobody has used.
    public static final AkaState FRESH = new AkaState(SequenceArray.fresh(), Attempts.NONE);

    private static final byte VERSION = 1;

    /// Of its encoding.
    public static final int BYTES = 1 + Sqn.PLACES * Sqn.BYTES + 3 * 8 + 2 * 4;

    /// What two holders of one subscription remember between them; nothing goes back.
    public AkaState joined(AkaState other) {
        return new AkaState(array.joined(other.array), attempts.joined(other.attempts));
    }

    public byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES).put(VERSION);
        for (long seq : array.seqs()) {
            buffer.putShort((short) (seq >> 32)).putInt((int) seq);
        }
        buffer.putLong(attempts.window());
        buffer.putInt(attempts.gsmInWindow()).putLong(attempts.gsmInAll());
        buffer.putInt(attempts.failuresInWindow()).putLong(attempts.failuresInAll());
        return buffer.array();
    }

    /// What [#bytes()] wrote; empty when these bytes are something else.
    public static Optional<AkaState> read(byte[] bytes) {
        if (bytes.length != BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, BYTES - 1);
        List<Long> seqs = new ArrayList<>();
        for (int i = 0; i < Sqn.PLACES; i++) {
            seqs.add((buffer.getShort() & 0xFFFFL) << 32 | (buffer.getInt() & 0xFFFF_FFFFL));
        }
        try {
            var attempts =
                    new Attempts(
                            buffer.getLong(),
                            buffer.getInt(),
                            buffer.getLong(),
                            buffer.getInt(),
                            buffer.getLong());
            return Optional.of(new AkaState(SequenceArray.of(seqs), attempts));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
