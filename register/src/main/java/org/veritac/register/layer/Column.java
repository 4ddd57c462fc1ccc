// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import static org.veritac.register.mapped.MappedFile.INT;
import static org.veritac.register.mapped.MappedFile.LONG;

import org.veritac.register.mapped.MappedFile;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A column of a mapped layer.
final class Column {
    private final boolean present;
    private final MemorySegment values;
    private final int width;
    private final long usual;

    private Column(boolean present, MemorySegment values, int width, long usual) {
        this.present = present;
        this.values = values;
        this.width = width;
        this.usual = usual;
    }

    /// A column whose values are all the usual one.
    static Column absent(long usual) {
        return new Column(false, MemorySegment.NULL, Long.BYTES, usual);
    }

    /// A column of a file.
    ///
    /// @param field where the header has its offset
    /// @param size how many values it has when it is there
    /// @param width bytes of a value: 1, 4 or 8
    /// @param usual all values when it is not there
    /// @throws IOException when it does not lie within the file
    static Column of(MappedFile file, int field, long size, int width, long usual)
            throws IOException {
        long offset = file.field(field);
        return offset == 0
                ? absent(usual)
                : new Column(true, file.part(offset, size * width), width, usual);
    }

    /// A value; of those of one byte the unsigned one.
    long get(long index) {
        if (!present) {
            return usual;
        }
        return switch (width) {
            case Byte.BYTES -> Byte.toUnsignedLong(values.get(ValueLayout.JAVA_BYTE, index));
            case Integer.BYTES -> values.get(INT, index * Integer.BYTES);
            default -> values.get(LONG, index * Long.BYTES);
        };
    }

    /// The first place, among so many ascending values, of one above a bound.
    long firstAbove(long bound, long size) {
        long from = 0;
        long to = size;
        while (from < to) {
            long middle = (from + to) >>> 1;
            if (get(middle) <= bound) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
