// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import it.unimi.dsi.fastutil.longs.LongArrays;

import org.veritac.register.mapped.Scratch;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// As many rows as are sorted in memory at once: arrays of numbers, no object for a row.
final class Run {
    /// Which values follow in a spilled row because they are not the usual ones.
    static final int HAS_SECOND = 1;

    static final int HAS_IMSI = 2;
    static final int HAS_REPORTED = 4;
    static final int HAS_FROM = 8;
    static final int HAS_UNTIL = 16;
    static final int HAS_NOTE = 32;

    private static final int ROWS_MIN = 1 << 10;

    private final int rowsMax;
    private final int noteBytesMax;
    private int size;
    private long[] keys = {};
    private long[] seconds = {};
    private long[] imsis = {};
    private long[] froms = {};
    private long[] untils = {};
    private int[] reported = {};
    private int[] noteEnds = {};
    private byte[] statements = {};
    private byte[] notes = {};

    /// An empty run.
    ///
    /// @param rowsMax how many rows it takes
    /// @param noteBytesMax at how many bytes of notes it is full
    Run(int rowsMax, int noteBytesMax) {
        this.rowsMax = rowsMax;
        this.noteBytesMax = noteBytesMax;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == rowsMax || notesEnd(size) >= noteBytesMax;
    }

    /// Adds a row, when it is not full.
    void add(long kindAndFirst, long second, Row row) {
        int at = room();
        keys[at] = kindAndFirst;
        seconds[at] = second;
        imsis[at] = row.imsi();
        froms[at] = row.from();
        untils[at] = row.until();
        reported[at] = row.reported();
        statements[at] = (byte) LayerFile.statement(row.reason(), row.removed(), row.imsi() != 0);
        noteEnds[at] = notesEnd(at) + addNote(row.note(), notesEnd(at));
    }

    /// Adds a row of which only key and statement are not the usual ones.
    void addPlain(long kindAndFirst, long second, int statement) {
        int at = room();
        keys[at] = kindAndFirst;
        seconds[at] = second;
        imsis[at] = 0;
        froms[at] = Row.AT_ONCE;
        untils[at] = Row.FOR_GOOD;
        reported[at] = Row.NONE;
        statements[at] = (byte) statement;
        noteEnds[at] = notesEnd(at);
    }

    private int room() {
        if (size == keys.length) {
            int capacity = Math.min(rowsMax, Math.max(ROWS_MIN, size * 2));
            keys = Arrays.copyOf(keys, capacity);
            seconds = Arrays.copyOf(seconds, capacity);
            imsis = Arrays.copyOf(imsis, capacity);
            froms = Arrays.copyOf(froms, capacity);
            untils = Arrays.copyOf(untils, capacity);
            reported = Arrays.copyOf(reported, capacity);
            noteEnds = Arrays.copyOf(noteEnds, capacity);
            statements = Arrays.copyOf(statements, capacity);
        }
        return size++;
    }

    private int addNote(String note, int at) {
        if (note.isEmpty()) {
            return 0;
        }
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        if (notes.length < at + bytes.length) {
            notes = Arrays.copyOf(notes, Math.max(ROWS_MIN, (at + bytes.length) * 2));
        }
        System.arraycopy(bytes, 0, notes, at, bytes.length);
        return bytes.length;
    }

    private int notesEnd(int row) {
        return row == 0 ? 0 : noteEnds[row - 1];
    }

    /// Appends the rows in their order, of several with one key and subscriber the last one added,
    /// and becomes empty.
    ///
    /// @return how many rows are appended
    int spill(Scratch scratch) throws IOException {
        long[] order = order();
        int spilled = 0;
        for (int i = 0; i < size; i++) {
            int row = (int) order[i];
            if (i + 1 == size || !sameKey(row, (int) order[i + 1])) {
                spillRow(row, scratch);
                spilled++;
            }
        }
        size = 0;
        return spilled;
    }

    /// The rows sorted; equal ones stay in the order in which they were added.
    private long[] order() {
        long[] order = new long[size];
        Arrays.setAll(order, i -> i);
        List<long[]> columns = new ArrayList<>();
        columns.add(Arrays.copyOf(keys, size));
        if (anyNotZero(seconds)) {
            columns.add(Arrays.copyOf(seconds, size));
        }
        if (anyNotZero(imsis)) {
            columns.add(Arrays.copyOf(imsis, size));
        }
        columns.add(order);
        LongArrays.radixSort(columns.toArray(long[][]::new));
        return order;
    }

    private boolean anyNotZero(long[] values) {
        for (int i = 0; i < size; i++) {
            if (values[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean sameKey(int one, int other) {
        return keys[one] == keys[other]
                && seconds[one] == seconds[other]
                && imsis[one] == imsis[other];
    }

    private void spillRow(int row, Scratch scratch) throws IOException {
        int noteStart = notesEnd(row);
        int has = has(row, noteEnds[row] - noteStart);
        scratch.writeLong(keys[row]);
        scratch.writeByte(has);
        scratch.writeByte(statements[row]);
        if ((has & HAS_SECOND) != 0) {
            scratch.writeLong(seconds[row]);
        }
        if ((has & HAS_IMSI) != 0) {
            scratch.writeLong(imsis[row]);
        }
        if ((has & HAS_REPORTED) != 0) {
            scratch.writeInt(reported[row]);
        }
        if ((has & HAS_FROM) != 0) {
            scratch.writeLong(froms[row]);
        }
        if ((has & HAS_UNTIL) != 0) {
            scratch.writeLong(untils[row]);
        }
        if ((has & HAS_NOTE) != 0) {
            int bytes = noteEnds[row] - noteStart;
            scratch.writeChar(bytes);
            scratch.write(MemorySegment.ofArray(notes).asSlice(noteStart, bytes));
        }
    }

    private int has(int row, int noteBytes) {
        return (seconds[row] == 0 ? 0 : HAS_SECOND)
                | (imsis[row] == 0 ? 0 : HAS_IMSI)
                | (reported[row] == Row.NONE ? 0 : HAS_REPORTED)
                | (froms[row] == Row.AT_ONCE ? 0 : HAS_FROM)
                | (untils[row] == Row.FOR_GOOD ? 0 : HAS_UNTIL)
                | (noteBytes == 0 ? 0 : HAS_NOTE);
    }
}
