// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import org.jspecify.annotations.Nullable;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;
import org.veritac.card.tlv.TlvReader;

import java.util.ArrayList;
import java.util.List;

/// The data objects inside one of ours: known tags in a given order, each at most once.
final class Fields {
    private final TlvList items;

    private Fields(TlvList items) {
        this.items = items;
    }

    /// Components of a public key, which hold plain bytes whatever their tags say.
    private static final int[] KEY_PARTS = {0xB0, 0xF0};

    /// Null when these are no data objects.
    static @Nullable TlvList items(byte[] value) {
        return switch (TlvReader.read(value, KEY_PARTS)) {
            case TlvReader.Reading.Whole(TlvList items) -> items;
            case TlvReader.Reading.Malformed _ -> null;
        };
    }

    /// Null when a tag is not one of these, or not in this order.
    static @Nullable Fields of(TlvList items, int... tags) {
        int next = 0;
        for (Tlv item : items) {
            while (next < tags.length && tags[next] != item.tag()) {
                next++;
            }
            if (next++ >= tags.length) {
                return null;
            }
        }
        return new Fields(items);
    }

    boolean has(int... tags) {
        for (int tag : tags) {
            if (items.only(tag).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Nullable Tlv item(int tag) {
        return items.only(tag).orElse(null);
    }

    /// Whether a field is absent or has so many bytes.
    boolean fits(int tag, int bytes) {
        Tlv item = item(tag);
        return item == null || item.length() == bytes;
    }

    /// The value of a field that is there.
    byte[] bytes(int tag) {
        return items.only(tag).orElseThrow().value();
    }

    /// The number in a field that is there.
    long number(int tag) {
        long number = 0;
        for (byte octet : bytes(tag)) {
            number = number << 8 | (octet & 0xFF);
        }
        return number;
    }

    /// Fields to be written, in the order they are put.
    static final class Writer {
        private final List<Tlv> items = new ArrayList<>();

        Writer put(int tag, byte[] value) {
            items.add(Tlv.of(tag, value));
            return this;
        }

        Writer put(int tag, long value, int bytes) {
            byte[] octets = new byte[bytes];
            for (int i = 0; i < bytes; i++) {
                octets[i] = (byte) (value >> (8 * (bytes - 1 - i)));
            }
            return put(tag, octets);
        }

        Writer put(@Nullable Tlv item) {
            if (item != null) {
                items.add(item);
            }
            return this;
        }

        byte[] bytes() {
            return TlvList.of(items).bytes();
        }

        /// Everything put so far inside one data object.
        byte[] in(int tag) {
            return Tlv.of(tag, bytes()).bytes();
        }
    }
}
