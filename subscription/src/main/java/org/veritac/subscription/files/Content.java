// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.files;

import java.util.Arrays;

/// Bytes in a file, or of a name. Immutable. They may be an identity: their text says nothing.
public final class Content {
    public static final Content EMPTY = new Content(new byte[0]);

    private final byte[] bytes;

    private Content(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of the bytes.
    public static Content of(byte[] bytes) {
        return new Content(bytes.clone());
    }

    public int length() {
        return bytes.length;
    }

    /// A copy of all bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// The byte at an offset, 0 to 255.
    public int at(int offset) {
        return bytes[offset] & 0xFF;
    }

    /// A copy of some bytes, all of which are there.
    public byte[] part(int from, int length) {
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /// The same with other bytes from an offset on, which all have room.
    public Content with(int offset, byte[] changed) {
        byte[] copy = bytes.clone();
        System.arraycopy(changed, 0, copy, offset, changed.length);
        return new Content(copy);
    }

    boolean startsWith(byte[] start) {
        return bytes.length >= start.length
                && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
