// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.index.IndexHeader;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Numbers for sets of entry classes, so that an index keeps one small number for a device. Number
/// 0 is the empty set; a number once given keeps its meaning. Guarded by the register's lock while
/// it grows; the lists it gives out are copies.
final class ClassSets {
    /// What an index can store.
    static final int SETS_MAX = 65_535;

    /// How long all of them may be as text: what an index can keep, less room for its layers.
    static final int TEXT_BYTES_MAX = IndexHeader.ATTACHMENT_BYTES_MAX - (1 << 20);

    /// What a class takes as text beside its three words: quotes, commas, brackets.
    private static final int MARKS = 11;

    private static final JsonMapper JSON = new JsonMapper();

    private final List<SortedSet<EntryClass>> sets = new ArrayList<>();

    /// By lists: the hash of a set is a sum, and sources with like names have like sums.
    private final Map<List<EntryClass>, Integer> numbers = new HashMap<>();

    private final int setsMax;
    private long textBytes;

    /// None yet.
    ///
    /// @param setsMax how many there may be
    ClassSets(int setsMax) {
        this.setsMax = setsMax;
        sets.add(new TreeSet<>());
        numbers.put(List.of(), 0);
    }

    /// The number of a set, a new one when it has none yet.
    ///
    /// @throws TooMany when there are too many different sets
    int number(SortedSet<EntryClass> set) throws TooMany {
        List<EntryClass> key = List.copyOf(set);
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        long bytes = textBytes + textBytes(set);
        if (sets.size() > setsMax || bytes > TEXT_BYTES_MAX) {
            throw new TooMany(
                    "there would be more than %,d combinations of lists, sources and reasons on single devices, or %,d bytes of their names; join sources, or let them give fewer different reasons"
                            .formatted(setsMax, TEXT_BYTES_MAX));
        }
        textBytes = bytes;
        sets.add(new TreeSet<>(set));
        numbers.put(key, sets.size() - 1);
        return sets.size() - 1;
    }

    private static long textBytes(SortedSet<EntryClass> set) {
        long bytes = 0;
        for (EntryClass one : set) {
            bytes += one.list().text().length() + one.source().length();
            bytes += one.reason().text().length() + MARKS;
        }
        return bytes + "[],".length();
    }

    int size() {
        return sets.size();
    }

    List<SortedSet<EntryClass>> all() {
        return List.copyOf(sets);
    }

    ClassSets copy() {
        var copy = new ClassSets(setsMax);
        copy.sets.clear();
        copy.sets.addAll(sets);
        copy.numbers.putAll(numbers);
        copy.textBytes = textBytes;
        return copy;
    }

    /// As a JSON array of sets, each an array of [list, source, reason].
    ArrayNode write() {
        ArrayNode all = JSON.createArrayNode();
        for (SortedSet<EntryClass> set : sets.subList(1, sets.size())) {
            ArrayNode one = all.addArray();
            for (EntryClass listed : set) {
                one.addArray()
                        .add(listed.list().text())
                        .add(listed.source())
                        .add(listed.reason().text());
            }
        }
        return all;
    }

    static ClassSets read(JsonNode all, int setsMax) throws TooMany {
        var sets = new ClassSets(setsMax);
        for (JsonNode one : all) {
            var set = new TreeSet<EntryClass>();
            for (JsonNode listed : one) {
                set.add(
                        new EntryClass(
                                ListName.ifValid(listed.path(0).asString()).orElseThrow(),
                                listed.path(1).asString(),
                                Reason.ifValid(listed.path(2).asString()).orElseThrow()));
            }
            sets.number(set);
        }
        return sets;
    }
}
