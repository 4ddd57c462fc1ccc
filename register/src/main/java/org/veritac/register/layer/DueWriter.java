// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import static org.veritac.register.mapped.MappedFile.LONG;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
import it.unimi.dsi.fastutil.objects.ObjectHeapPriorityQueue;

import org.veritac.register.mapped.Scratch;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Comparator;

/// Sorts the seconds at which rows begin or cease to hold, in bounded memory.
final class DueWriter implements Closeable {
    private static final int SIZE_MIN = 1 << 10;
    private static final Comparator<Sorted> ORDER =
            Comparator.<Sorted>comparingLong(sorted -> sorted.second)
                    .thenComparingLong(sorted -> sorted.row);

    private final int runMax;
    private final Scratch scratch;
    private final LongArrayList ends = new LongArrayList();
    private final ColumnWriter dueSeconds;
    private final ColumnWriter dueRows;
    private long[] seconds = {};
    private long[] rows = {};
    private int size;

    /// Nothing due yet.
    ///
    /// @param folder for what does not fit into memory
    /// @param runMax how many are sorted in memory at once
    DueWriter(Path folder, int runMax) {
        this.runMax = runMax;
        this.scratch = new Scratch(folder);
        this.dueSeconds = new ColumnWriter(folder, Long.BYTES, Long.MIN_VALUE);
        this.dueRows = new ColumnWriter(folder, Integer.BYTES, -1);
    }

    /// Adds what is due for a row, if anything.
    void add(long row, long from, long until) throws IOException {
        if (from != Row.AT_ONCE) {
            add(from, row);
        }
        if (until != Row.FOR_GOOD) {
            add(until + 1, row);
        }
    }

    private void add(long second, long row) throws IOException {
        if (size == runMax) {
            spill();
        }
        seconds = LongArrays.grow(seconds, Math.max(SIZE_MIN, size + 1), size);
        rows = LongArrays.grow(rows, Math.max(SIZE_MIN, size + 1), size);
        seconds[size] = second;
        rows[size] = row;
        size++;
    }

    private void spill() throws IOException {
        LongArrays.radixSort(seconds, rows, 0, size);
        for (int i = 0; i < size; i++) {
            scratch.writeLong(seconds[i]);
            scratch.writeLong(rows[i]);
        }
        size = 0;
        ends.add(scratch.length());
    }

    /// Sorts everything into the two columns.
    void finish() throws IOException {
        spill();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment all = scratch.content(arena);
            ObjectHeapPriorityQueue<Sorted> queue = new ObjectHeapPriorityQueue<>(ORDER);
            long start = 0;
            for (long end : ends) {
                Sorted sorted = new Sorted(all.asSlice(start, end - start));
                if (sorted.next()) {
                    queue.enqueue(sorted);
                }
                start = end;
            }
            while (!queue.isEmpty()) {
                Sorted least = queue.first();
                dueSeconds.add(least.second);
                dueRows.add(least.row);
                if (least.next()) {
                    queue.changed();
                } else {
                    queue.dequeue();
                }
            }
        }
    }

    /// The due seconds, ascending.
    ColumnWriter seconds() {
        return dueSeconds;
    }

    /// The row of each due second.
    ColumnWriter rows() {
        return dueRows;
    }

    @Override
    public void close() throws IOException {
        try (scratch;
                dueSeconds) {
            dueRows.close();
        }
    }

    /// Reads back one sorted piece.
    private static final class Sorted {
        private final MemorySegment pairs;
        private long at;
        private long second;
        private long row;

        private Sorted(MemorySegment pairs) {
            this.pairs = pairs;
        }

        private boolean next() {
            if (at == pairs.byteSize()) {
                return false;
            }
            second = pairs.get(LONG, at);
            row = pairs.get(LONG, at + Long.BYTES);
            at += 2 * Long.BYTES;
            return true;
        }
    }
}
