// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.tlv;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/// One data object: a tag, and a value that is bytes or other data objects. Immutable.
public final class Tlv {
    static final int VALUE_BYTES_MAX = 0xFFFF;

    private final int tag;
    private final byte[] value;
    private final TlvList children;

    private Tlv(int tag, byte[] value, TlvList children) {
        if (value.length > VALUE_BYTES_MAX) {
            throw new IllegalArgumentException("a value has at most 65535 bytes");
        }
        this.tag = tag;
        this.value = value;
        this.children = children;
    }

    /// A primitive data object.
    ///
    /// @param tag the tag's one to three bytes as a number, such as `0x5F37`
    /// @throws IllegalArgumentException when the tag is none, or says that it is constructed
    public static Tlv of(int tag, byte[] value) {
        if (isConstructed(tag)) {
            throw new IllegalArgumentException("tag %X is constructed".formatted(tag));
        }
        return new Tlv(tag, value.clone(), TlvList.EMPTY);
    }

    /// A constructed data object.
    ///
    /// @throws IllegalArgumentException when the tag is none, or says that it is primitive
    public static Tlv of(int tag, Tlv... children) {
        return of(tag, TlvList.of(children));
    }

    /// A constructed data object.
    ///
    /// @throws IllegalArgumentException when the tag is none, or says that it is primitive
    public static Tlv of(int tag, TlvList children) {
        if (!isConstructed(tag)) {
            throw new IllegalArgumentException("tag %X is primitive".formatted(tag));
        }
        return new Tlv(tag, children.bytes(), children);
    }

    /// A data object whose value is plain bytes, whatever its tag says: GlobalPlatform numbers the
    /// components of keys (B0, F0) as if they held data objects.
    ///
    /// @throws IllegalArgumentException when the tag is none
    public static Tlv opaque(int tag, byte[] value) {
        if (!isTag(tag, tagBytes(tag))) {
            throw new IllegalArgumentException("%X is no tag".formatted(tag));
        }
        return new Tlv(tag, value.clone(), TlvList.EMPTY);
    }

    /// A data object of one byte.
    public static Tlv ofByte(int tag, int value) {
        return of(tag, new byte[] {(byte) value});
    }

    static Tlv read(int tag, byte[] value, List<Tlv> children) {
        return new Tlv(tag, value, new TlvList(children));
    }

    public int tag() {
        return tag;
    }

    /// A copy of the value; of a constructed data object the bytes of its children.
    public byte[] value() {
        return value.clone();
    }

    /// Length of the value in bytes.
    public int length() {
        return value.length;
    }

    /// The data objects inside, none when this one is primitive.
    public TlvList children() {
        return children;
    }

    /// The canonical encoding: tag, shortest length, value.
    public byte[] bytes() {
        var out = new ByteArrayOutputStream(value.length + 6);
        for (int i = tagBytes(tag) - 1; i >= 0; i--) {
            out.write(tag >>> (8 * i));
        }
        if (value.length > 0xFF) {
            out.write(0x82);
            out.write(value.length >>> 8);
        } else if (value.length > 0x7F) {
            out.write(0x81);
        }
        out.write(value.length);
        out.writeBytes(value);
        return out.toByteArray();
    }

    static boolean isConstructed(int tag) {
        int count = tagBytes(tag);
        if (!isTag(tag, count)) {
            throw new IllegalArgumentException("%X is no tag".formatted(tag));
        }
        return (tag >>> (8 * (count - 1)) & 0x20) != 0;
    }

    private static int tagBytes(int tag) {
        if (tag >>> 8 == 0) {
            return 1;
        }
        return tag >>> 16 == 0 ? 2 : 3;
    }

    /// Whether a number of so many bytes is a tag that [TlvReader] reads.
    static boolean isTag(int tag, int count) {
        int first = tag >>> (8 * (count - 1));
        boolean more = (first & 0x1F) == 0x1F;
        if (first == 0 || first >= 0xFF || more != (count > 1)) {
            return false;
        }
        return switch (count) {
            case 1 -> true;
            case 2 -> (tag & 0x80) == 0;
            default -> (tag & 0x8080) == 0x8000 && (tag & 0x7F00) != 0;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tlv that && tag == that.tag && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * tag + Arrays.hashCode(value);
    }

    /// Tag and length, never the value: it may be a key or an identity.
    @Override
    public String toString() {
        return "%X, %d bytes".formatted(tag, value.length);
    }
}
