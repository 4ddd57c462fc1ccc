// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import java.util.Arrays;

/// Bytes that somebody else gives a meaning: an APDU, a TPDU, a text.
public final class Bytes {
    /// No bytes.
    public static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of bytes.
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /// Some of these bytes.
    public Bytes part(int from, int to) {
        return new Bytes(Arrays.copyOfRange(bytes, from, to));
    }

    public int length() {
        return bytes.length;
    }

    /// One byte, 0 to 255.
    public int at(int index) {
        return bytes[index] & 0xFF;
    }

    /// A copy.
    public byte[] copy() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Their number only: they may hold an identity.
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
