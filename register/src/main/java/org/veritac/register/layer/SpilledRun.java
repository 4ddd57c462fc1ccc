// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import static org.veritac.register.mapped.MappedFile.CHAR;
import static org.veritac.register.mapped.MappedFile.INT;
import static org.veritac.register.mapped.MappedFile.LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Comparator;

/// Reads back the rows of a spilled [Run], one after the other.
final class SpilledRun {
    /// By key and subscriber; of equal rows that of the later run first, which is the one that
    /// counts.
    static final Comparator<SpilledRun> ORDER =
            (one, other) -> {
                int order = one.compareKey(other);
                return order == 0 ? Integer.compare(other.number, one.number) : order;
            };

    private final MemorySegment scratch;
    private final int number;
    private long at;
    private long left;

    long kindAndFirst;
    long second;
    long imsi;
    int statement;
    int reported;
    long from;
    long until;
    MemorySegment note = MemorySegment.NULL;

    /// Before the first row of a run.
    ///
    /// @param scratch where all runs are
    /// @param number which run it is
    /// @param start where it begins
    /// @param rows how many it has
    SpilledRun(MemorySegment scratch, int number, long start, long rows) {
        this.scratch = scratch;
        this.number = number;
        this.at = start;
        this.left = rows;
    }

    /// Goes to the next row, if there is one.
    boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        kindAndFirst = readLong();
        int has = readByte();
        statement = readByte();
        second = (has & Run.HAS_SECOND) == 0 ? 0 : readLong();
        imsi = (has & Run.HAS_IMSI) == 0 ? 0 : readLong();
        reported = (has & Run.HAS_REPORTED) == 0 ? Row.NONE : readInt();
        from = (has & Run.HAS_FROM) == 0 ? Row.AT_ONCE : readLong();
        until = (has & Run.HAS_UNTIL) == 0 ? Row.FOR_GOOD : readLong();
        note = (has & Run.HAS_NOTE) == 0 ? MemorySegment.NULL : readNote();
        return true;
    }

    boolean isAt(long otherKindAndFirst, long otherSecond, long otherImsi) {
        return kindAndFirst == otherKindAndFirst && second == otherSecond && imsi == otherImsi;
    }

    private int compareKey(SpilledRun other) {
        int order = Long.compare(kindAndFirst, other.kindAndFirst);
        if (order == 0) {
            order = Long.compare(second, other.second);
        }
        return order == 0 ? Long.compare(imsi, other.imsi) : order;
    }

    private long readLong() {
        long value = scratch.get(LONG, at);
        at += Long.BYTES;
        return value;
    }

    private int readInt() {
        int value = scratch.get(INT, at);
        at += Integer.BYTES;
        return value;
    }

    private int readByte() {
        int value = Byte.toUnsignedInt(scratch.get(ValueLayout.JAVA_BYTE, at));
        at++;
        return value;
    }

    private MemorySegment readNote() {
        int bytes = scratch.get(CHAR, at);
        MemorySegment value = scratch.asSlice(at + Character.BYTES, bytes);
        at += Character.BYTES + bytes;
        return value;
    }
}
