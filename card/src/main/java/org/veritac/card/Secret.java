// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card;

import java.security.MessageDigest;
import java.util.Arrays;

/// A key, or something else that nobody may read in a log: without content in its text, compared in
/// constant time, wiped when closed.
///
/// Not promised: that no copy stays behind. Ciphers of the JDK and of Bouncy Castle keep key
/// schedules of their own until they are collected.
public final class Secret implements AutoCloseable {
    private final byte[] bytes;
    private boolean closed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A secret with a copy of the bytes. The caller wipes its own.
    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /// A secret of bytes that now belong to it.
    public static Secret taking(byte[] bytes) {
        return new Secret(bytes);
    }

    /// A secret of some of these bytes, independent of this one.
    public Secret part(int from, int length) {
        return new Secret(Arrays.copyOfRange(open(), from, from + length));
    }

    public int length() {
        return bytes.length;
    }

    /// A copy of the bytes, which the caller wipes.
    ///
    /// @throws IllegalStateException when the secret was closed
    public byte[] copy() {
        return open().clone();
    }

    /// Whether the bytes are these, found out in a time that depends on their number only.
    public boolean matches(byte[] others) {
        return MessageDigest.isEqual(open(), others);
    }

    private byte[] open() {
        if (closed) {
            throw new IllegalStateException("the secret was wiped");
        }
        return bytes;
    }

    /// Wipes the bytes. Doing it twice does nothing.
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
        closed = true;
    }

    @Override
    public String toString() {
        return "secret of " + bytes.length + " bytes";
    }
}
