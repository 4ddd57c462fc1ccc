// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Reason;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Brings many cursors over one kind of key together: for every key and subscriber, in order, the
/// classes of the entries that hold, at most one from each stack. Within a stack the row stated
/// last decides.
final class Merge {
    private final long second;
    private final Lane[] heap;
    private int size;
    private final EntryClass[] held;
    private final @Nullable Stated[] entries;
    private int heldCount;
    private long a;
    private long b;
    private long imsi;

    /// A cursor, and the stack whose rows it walks over.
    private static final class Lane {
        private final RowCursor rows;
        private final StackName name;
        private final int stack;
        private final Map<Reason, EntryClass> classes = new EnumMap<>(Reason.class);

        private Lane(RowCursor rows, StackName name, int stack) {
            this.rows = rows;
            this.name = name;
            this.stack = stack;
        }

        private EntryClass listed() {
            return classes.computeIfAbsent(
                    rows.reason(), r -> new EntryClass(name.list(), name.source(), r));
        }

        private boolean before(Lane other) {
            int order = Long.compare(rows.a(), other.rows.a());
            order = order != 0 ? order : Long.compare(rows.b(), other.rows.b());
            order = order != 0 ? order : Long.compare(rows.imsi(), other.rows.imsi());
            order = order != 0 ? order : Integer.compare(stack, other.stack);
            return order != 0 ? order < 0 : rows.position() > other.rows.position();
        }
    }

    /// What is merged.
    ///
    /// @param stack whose rows
    /// @param rows a cursor before its first row
    record Input(StackName stack, RowCursor rows) {}

    /// Starts before the first key.
    ///
    /// @param second as of which entries must hold
    /// @param detailed whether [#entry] will be asked
    Merge(List<Input> inputs, long second, boolean detailed) throws IOException {
        this.second = second;
        List<StackName> stacks = inputs.stream().map(Input::stack).distinct().sorted().toList();
        var lanes = new ArrayList<Lane>();
        for (Input input : inputs) {
            if (input.rows().next()) {
                int stack = stacks.indexOf(input.stack());
                lanes.add(new Lane(input.rows(), input.stack(), stack));
            }
        }
        this.heap = lanes.toArray(Lane[]::new);
        this.size = heap.length;
        this.held = new EntryClass[stacks.size()];
        this.entries = new Stated[detailed ? stacks.size() : 0];
        for (int i = size / 2 - 1; i >= 0; i--) {
            siftDown(i);
        }
    }

    /// Steps to the next key and subscriber of which an entry holds; false at the end.
    boolean next() throws IOException {
        while (size > 0) {
            collect();
            if (heldCount > 0) {
                return true;
            }
        }
        return false;
    }

    private void collect() throws IOException {
        a = heap[0].rows.a();
        b = heap[0].rows.b();
        imsi = heap[0].rows.imsi();
        heldCount = 0;
        int decided = -1;
        while (size > 0 && isHere(heap[0].rows)) {
            Lane lane = heap[0];
            if (lane.stack != decided) {
                decided = lane.stack;
                if (lane.rows.holds(second)) {
                    hold(lane);
                }
            }
            if (!lane.rows.next()) {
                heap[0] = heap[--size];
            }
            siftDown(0);
        }
    }

    private void hold(Lane lane) throws IOException {
        held[heldCount] = lane.listed();
        if (entries.length > 0) {
            entries[heldCount] = new Stated(lane.name, lane.rows.entry(), lane.rows.position());
        }
        heldCount++;
    }

    private boolean isHere(RowCursor rows) {
        return rows.a() == a && rows.b() == b && rows.imsi() == imsi;
    }

    private void siftDown(int from) {
        int parent = from;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && heap[child + 1].before(heap[child])) {
                child++;
            }
            if (!heap[child].before(heap[parent])) {
                return;
            }
            Lane lane = heap[parent];
            heap[parent] = heap[child];
            heap[child] = lane;
            parent = child;
        }
    }

    long a() {
        return a;
    }

    long b() {
        return b;
    }

    long imsi() {
        return imsi;
    }

    /// How many stacks list the key; at least 1.
    int count() {
        return heldCount;
    }

    /// The class of one of them.
    EntryClass held(int number) {
        return held[number];
    }

    /// One of them in full; only of a detailed merge.
    Stated entry(int number) {
        Stated entry = entries[number];
        if (entry == null || number >= heldCount) {
            throw new IndexOutOfBoundsException(number);
        }
        return entry;
    }

    /// Whether two merges of one stack stand at the same entry: the same reason, and when both are
    /// detailed, all else too.
    boolean sameEntry(Merge other) {
        if (held[0].reason() != other.held[0].reason()) {
            return false;
        }
        return entries.length == 0
                || other.entries.length == 0
                || entry(0).entry().equals(other.entry(0).entry());
    }
}
