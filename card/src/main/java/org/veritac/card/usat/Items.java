// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Items in their order, read from a stranger or to be written.
final class Items {
    /// Items of one command, response or envelope.
    static final int COUNT_MAX = 64;

    private final List<Item> items;

    private Items(List<Item> items) {
        this.items = List.copyOf(items);
    }

    static Items of(Item... items) {
        return new Items(Arrays.asList(items));
    }

    static Items of(List<Item> items) {
        return new Items(items);
    }

    Items and(List<Item> more) {
        var all = new ArrayList<>(items);
        all.addAll(more);
        return new Items(all);
    }

    List<Item> list() {
        return items;
    }

    /// Null when these are no items, or too many.
    static @Nullable Items read(Bytes bytes) {
        var items = new ArrayList<Item>();
        int at = 0;
        while (at < bytes.length()) {
            int tagBytes = (bytes.at(at) & 0x7F) == 0x7F ? 3 : 1;
            long length = length(bytes, at + tagBytes);
            int from = at + tagBytes + (int) (length >> 32);
            int to = from + (int) length;
            if (length < 0 || to > bytes.length() || items.size() == COUNT_MAX) {
                return null;
            }
            int first = tagBytes == 1 ? bytes.at(at) : bytes.at(at + 1);
            int tag = tagBytes == 1 ? first & 0x7F : (first & 0x7F) << 8 | bytes.at(at + 2);
            if (tag == 0 || (tagBytes == 3 && (tag <= 0x7F || bytes.at(at) != 0x7F))) {
                return null;
            }
            items.add(new Item(tag, (first & 0x80) != 0, bytes.part(from, to)));
            at = to;
        }
        return new Items(items);
    }

    /// The length in the low half and how many bytes it takes in the high half; negative where
    /// there is none, or not in the shortest form.
    static long length(Bytes bytes, int at) {
        if (at >= bytes.length()) {
            return -1;
        }
        int first = bytes.at(at);
        if (first < 0x80) {
            return 1L << 32 | first;
        }
        int count = first & 0x7F;
        if (count < 1 || count > 2 || at + count >= bytes.length()) {
            return -1;
        }
        int length = bytes.at(at + 1);
        if (count == 2) {
            length = length << 8 | bytes.at(at + 2);
        }
        boolean shortest = length > (count == 1 ? 0x7F : 0xFF);
        return shortest ? (1L + count) << 32 | length : -1;
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        items.forEach(item -> item.write(out));
        return out.toByteArray();
    }

    /// As the content of a BER-TLV data object of one tag byte.
    byte[] in(int tag) {
        byte[] content = bytes();
        var out = new ByteArrayOutputStream(content.length + 4);
        out.write(tag);
        Item.writeLength(content.length, out);
        out.writeBytes(content);
        return out.toByteArray();
    }

    /// The content of a BER-TLV data object of one tag byte; null when it is not just that.
    static @Nullable Bytes content(Bytes object) {
        if (object.length() < 2) {
            return null;
        }
        long length = length(object, 1);
        int from = 1 + (int) (length >> 32);
        return length < 0 || from + (int) length != object.length()
                ? null
                : object.part(from, object.length());
    }

    /// The value of the first item with a tag, null when there is none.
    @Nullable Bytes value(int tag) {
        for (Item item : items) {
            if (item.tag() == tag) {
                return item.value();
            }
        }
        return null;
    }

    /// The value of the first item with a tag when it has so many bytes, else null.
    @Nullable Bytes value(int tag, int bytes) {
        Bytes value = value(tag);
        return value != null && value.length() == bytes ? value : null;
    }

    /// Whether an item has to be understood and is not one of these.
    boolean asksMoreThan(Set<Integer> known) {
        return items.stream().anyMatch(item -> item.required() && !known.contains(item.tag()));
    }
}
