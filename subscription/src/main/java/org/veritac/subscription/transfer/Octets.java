// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.security.MessageDigest;
import java.util.Arrays;

/// Bytes as a value: equal when their content is, and never shown, since they may be keys or
/// personal. Compared in a time that depends on their number only.
///
/// Deviates: states of the machines share them, so keys in here are not wiped one by one. What
/// keeps a state keeps the keys in it, and is protected memory.
public final class Octets {
    /// No bytes.
    public static final Octets NONE = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Octets of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new Octets(bytes.clone());
    }

    /// So many zeros.
    public static Octets zeros(int count) {
        return new Octets(new byte[count]);
    }

    static Octets taking(byte[] bytes) {
        return new Octets(bytes);
    }

    /// All of these, one behind the other.
    static Octets join(Octets... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(Octets::length).sum()];
        int at = 0;
        for (Octets part : parts) {
            System.arraycopy(part.bytes, 0, all, at, part.length());
            at += part.length();
        }
        return new Octets(all);
    }

    /// A copy.
    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /// Some of them.
    ///
    /// @throws IndexOutOfBoundsException when they are not there
    public Octets part(int from, int count) {
        if (from < 0 || count < 0 || count > bytes.length - from) {
            throw new IndexOutOfBoundsException("no such bytes");
        }
        return new Octets(Arrays.copyOfRange(bytes, from, from + count));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && MessageDigest.isEqual(bytes, that.bytes);
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
