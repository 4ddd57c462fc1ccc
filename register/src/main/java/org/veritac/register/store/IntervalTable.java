// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which class set covers a number, when ranges of classes may overlap: the line cut at every start
/// and end into pieces with one set each, found by binary search. Immutable.
final class IntervalTable {
    /// As many ranges as one table takes. Ranges stand for blocks of devices, so there are few.
    static final int RANGES_MAX = 1_000_000;

    static final IntervalTable EMPTY = new IntervalTable(new long[0], new int[0]);

    private final long[] starts;
    private final int[] sets;

    private IntervalTable(long[] starts, int[] sets) {
        this.starts = starts;
        this.sets = sets;
    }

    /// A range of numbers, both ends included, and its class.
    record Range(long from, long to, EntryClass listed) {

        /// Without its numbers, which may be subscribers: this text may stand in a log.
        @Override
        public String toString() {
            return listed.toString();
        }
    }

    private record Edge(long at, boolean opens, EntryClass listed) {

        /// Without its number, as [Range].
        @Override
        public String toString() {
            return listed.toString();
        }
    }

    static IntervalTable of(List<Range> ranges, ClassSets numbers) throws TooMany {
        var edges = new ArrayList<Edge>(ranges.size() * 2);
        for (Range range : ranges) {
            edges.add(new Edge(range.from(), true, range.listed()));
            edges.add(new Edge(range.to() + 1, false, range.listed()));
        }
        edges.sort(Comparator.comparingLong(Edge::at));
        long[] starts = new long[edges.size()];
        int[] sets = new int[edges.size()];
        int pieces = 0;
        var open = new TreeMap<EntryClass, Integer>();
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            int count = open.getOrDefault(edge.listed(), 0) + (edge.opens() ? 1 : -1);
            if (count == 0) {
                open.remove(edge.listed());
            } else {
                open.put(edge.listed(), count);
            }
            boolean last = i + 1 == edges.size() || edges.get(i + 1).at() != edge.at();
            if (last) {
                starts[pieces] = edge.at();
                sets[pieces++] = numbers.number(new TreeSet<>(open.keySet()));
            }
        }
        return new IntervalTable(Arrays.copyOf(starts, pieces), Arrays.copyOf(sets, pieces));
    }

    boolean isEmpty() {
        return starts.length == 0;
    }

    /// The class set that covers a number, 0 for none.
    int find(long number) {
        int place = Arrays.binarySearch(starts, number);
        int piece = place >= 0 ? place : -place - 2;
        return piece < 0 ? 0 : sets[piece];
    }
}
