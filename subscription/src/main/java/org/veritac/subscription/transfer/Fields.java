// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.tlv.TlvReader;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The values inside data objects, both ways. Readers are strict: what has another length is not
/// there.
final class Fields {
    static final int TAG_MAC = 0x8E;
    static final int TAG_AUTHORITY = 0x42;
    static final int TAG_SIGNATURE = 0x5F37;
    static final int TAG_PUBLIC_KEY = 0x7F49;
    static final int TAG_POINT = 0xB0;
    static final int TAG_CURVE = 0xF0;
    static final int NUMBER_MAX = Integer.MAX_VALUE;
    static final int SHORT_MAX = 0xFFFF;
    private static final int OFFSET_BYTES = 3;

    private Fields() {}

    static Tlv number(int tag, int value) {
        return Tlv.of(tag, ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    static Tlv word(int tag, int value) {
        return Tlv.of(tag, new byte[] {(byte) (value >>> 8), (byte) value});
    }

    static Tlv octets(int tag, Octets value) {
        return Tlv.of(tag, value.bytes());
    }

    /// Three bytes.
    static byte[] offset(int value) {
        return new byte[] {(byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }

    static int unsigned(Octets octets) {
        int value = 0;
        for (byte b : octets.bytes()) {
            value = value << 8 | (b & 0xFF);
        }
        return value;
    }

    static int offset(Octets octets) {
        return unsigned(octets.part(0, OFFSET_BYTES));
    }

    /// The data objects that the bytes are, when their tags are these, in this order.
    static Optional<TlvList> read(Octets bytes, int... tags) {
        return items(bytes).filter(items -> items.hasTags(tags));
    }

    static Optional<TlvList> items(Octets bytes) {
        return TlvReader.read(bytes.bytes(), TAG_POINT, TAG_CURVE)
                        instanceof TlvReader.Reading.Whole(var items)
                ? Optional.of(items)
                : Optional.empty();
    }

    /// Whether the value of an item has so many bytes.
    static boolean has(TlvList items, int index, int bytes) {
        return items.get(index).length() == bytes;
    }

    static Octets value(TlvList items, int index) {
        return Octets.taking(items.get(index).value());
    }

    /// The number in an item of four bytes or fewer.
    static int number(TlvList items, int index) {
        return unsigned(value(items, index));
    }
}
