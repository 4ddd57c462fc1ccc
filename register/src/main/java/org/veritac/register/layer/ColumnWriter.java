// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import org.veritac.register.mapped.PartFile;
import org.veritac.register.mapped.Scratch;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// Puts a column aside until the file is laid out. As long as all values are the usual one nothing
/// is kept.
final class ColumnWriter implements Closeable {
    private final Scratch scratch;
    private final int width;
    private final long usual;
    private long size;
    private boolean present;

    /// An empty column.
    ///
    /// @param folder for what does not fit into memory
    /// @param width bytes of a value: 1, 4 or 8
    /// @param usual the value that needs no column
    ColumnWriter(Path folder, int width, long usual) {
        this.scratch = new Scratch(folder);
        this.width = width;
        this.usual = usual;
    }

    void add(long value) throws IOException {
        if (!present && value != usual) {
            present = true;
            for (long i = 0; i < size; i++) {
                put(usual);
            }
        }
        if (present) {
            put(value);
        }
        size++;
    }

    private void put(long value) throws IOException {
        switch (width) {
            case Byte.BYTES -> scratch.writeByte((int) value);
            case Integer.BYTES -> scratch.writeInt((int) value);
            default -> scratch.writeLong(value);
        }
    }

    long size() {
        return size;
    }

    /// How many bytes it takes in the file, padding not counted; 0 when it is left out.
    long bytes() {
        return scratch.length();
    }

    void writeTo(PartFile file) throws IOException {
        writeTo(file, scratch);
    }

    /// Appends bytes put aside, padded to a multiple of 8.
    static void writeTo(PartFile file, Scratch scratch) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            file.write(scratch.content(arena));
            file.align();
        }
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
