// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// One thing of the owner's: its bytes, under a name. Equal when kind, name and bytes are.
public final class Item {
    /// The most bytes of one: 8 MiB.
    public static final int BYTES_MAX = 8 << 20;

    static final int DIGEST_BYTES = 32;
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,63}");

    private final Kind kind;
    private final String name;
    private final byte[] bytes;

    private Item(Kind kind, String name, byte[] bytes) {
        this.kind = kind;
        this.name = name;
        this.bytes = bytes;
    }

    /// An item of a name and a copy of bytes that fit; a bug otherwise.
    public static Item of(Kind kind, String name, byte[] bytes) {
        return ifValid(kind, name, bytes)
                .orElseThrow(() -> new IllegalArgumentException("not an item"));
    }

    /// An item, when its name is 1 to 64 letters, digits, dots, hyphens, underscores, and begins
    /// with a letter or digit, and its bytes are at most [#BYTES_MAX].
    public static Optional<Item> ifValid(Kind kind, String name, byte[] bytes) {
        return NAME.matcher(name).matches() && bytes.length <= BYTES_MAX
                ? Optional.of(new Item(kind, name, bytes.clone()))
                : Optional.empty();
    }

    public Kind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    /// A copy.
    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /// SHA-256 of the bytes.
    public byte[] digest() {
        return digest(bytes);
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    Item named(String other) {
        return new Item(kind, other, bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Item that
                && kind == that.kind
                && name.equals(that.name)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return kind + " of " + bytes.length + " bytes";
    }
}
