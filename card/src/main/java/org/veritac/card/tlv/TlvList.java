// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.tlv;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Data objects in their order.
public final class TlvList implements Iterable<Tlv> {
    static final TlvList EMPTY = new TlvList(List.of());

    private final List<Tlv> items;

    TlvList(List<Tlv> items) {
        this.items = List.copyOf(items);
    }

    public static TlvList of(Tlv... items) {
        return new TlvList(Arrays.asList(items));
    }

    public static TlvList of(List<Tlv> items) {
        return new TlvList(items);
    }

    public int size() {
        return items.size();
    }

    public Tlv get(int index) {
        return items.get(index);
    }

    /// The one data object with a tag; empty when there is none, or more than one.
    public Optional<Tlv> only(int tag) {
        var found = all(tag);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// Every data object with a tag.
    public List<Tlv> all(int tag) {
        return items.stream().filter(item -> item.tag() == tag).toList();
    }

    /// Whether a tag stands here twice. Not asked of the children.
    public boolean hasDuplicates() {
        return items.stream().mapToInt(Tlv::tag).distinct().count() < items.size();
    }

    /// Whether the tags are exactly these, in this order.
    public boolean hasTags(int... tags) {
        return Arrays.equals(items.stream().mapToInt(Tlv::tag).toArray(), tags);
    }

    /// The first `count` data objects.
    public TlvList first(int count) {
        return new TlvList(items.subList(0, count));
    }

    /// Their encodings one behind the other.
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        items.forEach(item -> out.writeBytes(item.bytes()));
        return out.toByteArray();
    }

    @Override
    public Iterator<Tlv> iterator() {
        return items.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlvList that && items.equals(that.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    @Override
    public String toString() {
        return items.toString();
    }
}
