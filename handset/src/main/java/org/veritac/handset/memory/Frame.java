// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One frame of the journal, as the description of this package draws it, in clear.
///
/// @param kind what it does to the head
/// @param sequence its number: one more than that of the frame before
/// @param entries what it changes
record Frame(Kind kind, long sequence, Map<String, Optional<byte[]>> entries) {
    static final int HEADER_BYTES = 4 + 1 + 4 + 8;
    static final int PAGE_BYTES = 4096;
    static final int NAME_BYTES_MAX = 127;
    private static final int MAGIC = 0x56504d31;
    private static final int GONE = -1;

    enum Kind {
        SNAPSHOT('S'),
        COMMIT('C'),
        NOTE('N');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        static Optional<Kind> of(byte letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /// What stands before the ciphertext.
    ///
    /// @param length of the ciphertext with its nonce and tag
    record Header(Kind kind, int length, long sequence) {
        byte[] bytes() {
            return ByteBuffer.allocate(HEADER_BYTES)
                    .putInt(MAGIC)
                    .put((byte) kind.letter)
                    .putInt(length)
                    .putLong(sequence)
                    .array();
        }

        /// Empty when there is none, or its ciphertext is longer than what is there.
        static Optional<Header> read(byte[] file, int offset) {
            if (file.length - offset < HEADER_BYTES) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(file, offset, HEADER_BYTES);
            if (buffer.getInt() != MAGIC) {
                return Optional.empty();
            }
            Optional<Kind> kind = Kind.of(buffer.get());
            int length = buffer.getInt();
            long sequence = buffer.getLong();
            return kind.filter(_ -> length >= 0 && length <= file.length - offset - HEADER_BYTES)
                    .map(known -> new Header(known, length, sequence));
        }

        /// What authenticates the frame's place: its header, and the head before it. A snapshot
        /// stands at the beginning and says its head itself.
        byte[] context(byte[] head) {
            return ByteBuffer.allocate(HEADER_BYTES + Anchor.HEAD_BYTES)
                    .put(bytes())
                    .put(kind == Kind.SNAPSHOT ? Head.zero() : head)
                    .array();
        }
    }

    /// The entries as bytes.
    byte[] plain() {
        var out = new ByteArrayOutputStream();
        entries.forEach((name, value) -> {
            out.write(name.length());
            out.writeBytes(name.getBytes(US_ASCII));
            int length = value.map(bytes -> bytes.length).orElse(GONE);
            out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
            value.ifPresent(out::writeBytes);
        });
        return out.toByteArray();
    }

    /// Entries from bytes that were authentic; empty when another version wrote them.
    static Optional<Map<String, Optional<byte[]>>> entries(ByteBuffer plain) {
        var entries = new LinkedHashMap<String, Optional<byte[]>>();
        try {
            while (plain.hasRemaining()) {
                byte[] name = new byte[plain.get() & NAME_BYTES_MAX];
                plain.get(name);
                int length = plain.getInt();
                if (length > plain.remaining() || length < GONE) {
                    return Optional.empty();
                }
                entries.put(new String(name, US_ASCII), value(plain, length));
            }
            return Optional.of(entries);
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> value(ByteBuffer plain, int length) {
        if (length == GONE) {
            return Optional.empty();
        }
        byte[] value = new byte[length];
        plain.get(value);
        return Optional.of(value);
    }

    /// What a frame of so many bytes occupies.
    static int occupied(int bytes) {
        return (bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    }
}
