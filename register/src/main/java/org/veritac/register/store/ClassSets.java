// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.ListName;
import org.veritac.register.Reason;

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

    private static final JsonMapper JSON = new JsonMapper();

    private final List<SortedSet<EntryClass>> sets = new ArrayList<>();
    private final Map<SortedSet<EntryClass>, Integer> numbers = new HashMap<>();

    ClassSets() {
        sets.add(new TreeSet<>());
        numbers.put(sets.getFirst(), 0);
    }

    /// The number of a set, a new one when it has none yet.
    ///
    /// @throws IllegalStateException when there are too many different sets
    int number(SortedSet<EntryClass> set) {
        Integer known = numbers.get(set);
        if (known != null) {
            return known;
        }
        if (sets.size() > SETS_MAX) {
            throw new IllegalStateException(
                    "more than "
                            + SETS_MAX
                            + " combinations of lists, sources and reasons on single devices");
        }
        var own = new TreeSet<>(set);
        sets.add(own);
        numbers.put(own, sets.size() - 1);
        return sets.size() - 1;
    }

    int size() {
        return sets.size();
    }

    List<SortedSet<EntryClass>> all() {
        return List.copyOf(sets);
    }

    ClassSets copy() {
        var copy = new ClassSets();
        sets.forEach(copy::number);
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

    static ClassSets read(JsonNode all) {
        var sets = new ClassSets();
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
