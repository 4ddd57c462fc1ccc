// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A map from numbers that never changes: a change makes another that shares all parts but one, so
/// that it costs little among millions.
final class Parts<V> {
    private static final int COUNT = 1 << 12;

    /// Spreads neighbouring keys over the parts (the golden ratio as a fraction of 2^64).
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final List<Long2ObjectOpenHashMap<V>> parts;
    private final int size;

    private Parts(List<Long2ObjectOpenHashMap<V>> parts, int size) {
        this.parts = parts;
        this.size = size;
    }

    /// The map of another one's entries, which is not changed any more.
    static <V> Parts<V> of(Long2ObjectOpenHashMap<V> all) {
        var parts = new ArrayList<Long2ObjectOpenHashMap<V>>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            parts.add(new Long2ObjectOpenHashMap<>(0));
        }
        all.long2ObjectEntrySet()
                .fastForEach(
                        e -> parts.get(part(e.getLongKey())).put(e.getLongKey(), e.getValue()));
        return new Parts<>(parts, all.size());
    }

    private static int part(long key) {
        return (int) ((key * SPREAD) >>> (Long.SIZE - 12));
    }

    int size() {
        return size;
    }

    @Nullable V get(long key) {
        return parts.get(part(key)).get(key);
    }

    /// The map with another value for one key; null takes it out.
    Parts<V> with(long key, @Nullable V value) {
        int place = part(key);
        var part = new Long2ObjectOpenHashMap<>(parts.get(place));
        int before = part.size();
        if (value == null) {
            part.remove(key);
        } else {
            part.put(key, value);
        }
        var all = new ArrayList<>(parts);
        all.set(place, part);
        return new Parts<>(all, size + part.size() - before);
    }
}
