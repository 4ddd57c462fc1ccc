// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

import org.veritac.identity.Imei;

import java.util.Arrays;
import java.util.List;

/// Which IMEIs are one device. Immutable after it is built.
final class Links {
    /// As many links as one register takes.
    static final int LINKS_MAX = 5_000_000;

    static final Links NONE = new Links(new Long2ObjectOpenHashMap<>());

    private static final long[] ALONE = {};

    private final Long2ObjectOpenHashMap<long[]> groups;

    private Links(Long2ObjectOpenHashMap<long[]> groups) {
        this.groups = groups;
    }

    /// A link between two IMEIs.
    record Link(long one, long other) {

        /// Serial numbers masked: this text may stand in a log.
        @Override
        public String toString() {
            return new Imei(one) + "-" + new Imei(other);
        }
    }

    static Links of(List<Link> links) {
        var neighbours = new Long2ObjectOpenHashMap<LongArrayList>();
        for (Link link : links) {
            neighbours.computeIfAbsent(link.one(), n -> new LongArrayList()).add(link.other());
            neighbours.computeIfAbsent(link.other(), n -> new LongArrayList()).add(link.one());
        }
        var groups = new Long2ObjectOpenHashMap<long[]>();
        for (long imei : neighbours.keySet().toLongArray()) {
            if (!groups.containsKey(imei)) {
                long[] group = reach(imei, neighbours);
                for (long member : group) {
                    groups.put(member, group);
                }
            }
        }
        return groups.isEmpty() ? NONE : new Links(groups);
    }

    private static long[] reach(long imei, Long2ObjectOpenHashMap<LongArrayList> neighbours) {
        var reached = new LongOpenHashSet();
        var todo = new LongArrayList();
        reached.add(imei);
        todo.add(imei);
        while (!todo.isEmpty()) {
            for (long next : neighbours.get(todo.removeLong(todo.size() - 1))) {
                if (reached.add(next)) {
                    todo.add(next);
                }
            }
        }
        long[] group = reached.toLongArray();
        Arrays.sort(group);
        return group;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /// All IMEIs of a device that has several, itself included, ascending; empty for one that has
    /// no links. Not to be changed.
    long[] group(long imei) {
        long[] group = groups.get(imei);
        return group == null ? ALONE : group;
    }

    /// Every linked IMEI, ascending.
    long[] members() {
        long[] members = groups.keySet().toLongArray();
        Arrays.sort(members);
        return members;
    }
}
