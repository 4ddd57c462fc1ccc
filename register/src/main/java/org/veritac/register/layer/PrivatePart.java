// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import org.jspecify.annotations.Nullable;
import org.veritac.register.mapped.MappedFile;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// What of a layer can be deleted: subscribers, notes, and private keys. When it is deleted, or
/// there was nothing, its columns are those of a layer without.
final class PrivatePart implements Closeable {
    private final @Nullable MappedFile file;
    private final boolean erased;
    private final Column firsts;
    private final Column seconds;
    private final Column subscribers;
    private final Column noteRows;
    private final Column noteEnds;
    private final long notes;
    private final MemorySegment texts;

    /// Without a file.
    private PrivatePart(boolean erased) {
        this.file = null;
        this.erased = erased;
        this.firsts = Column.absent(0);
        this.seconds = Column.absent(0);
        this.subscribers = Column.absent(0);
        this.noteRows = Column.absent(0);
        this.noteEnds = Column.absent(0);
        this.notes = 0;
        this.texts = MemorySegment.NULL;
    }

    private PrivatePart(MappedFile file, long rows, long devices) throws IOException {
        this.file = file;
        this.erased = false;
        this.notes = file.field(LayerFile.NOTES);
        if (file.field(LayerFile.ROWS) != rows || notes < 0 || notes > rows) {
            throw file.damaged("it belongs to another layer");
        }
        int bytes = Long.BYTES;
        this.firsts = Column.of(file, LayerFile.PRIVATE_FIRSTS, rows, bytes, 0);
        this.seconds = Column.of(file, LayerFile.PRIVATE_SECONDS, rows - devices, bytes, 0);
        this.subscribers = Column.of(file, LayerFile.SUBSCRIBERS, rows, bytes, 0);
        this.noteRows = Column.of(file, LayerFile.NOTE_ROWS, notes, Integer.BYTES, 0);
        this.noteEnds = Column.of(file, LayerFile.NOTE_ENDS, notes, bytes, 0);
        this.texts = file.part(file.field(LayerFile.NOTE_TEXTS), file.field(LayerFile.NOTE_BYTES));
    }

    /// Opens the private file of a layer if there is to be one and it is still there.
    ///
    /// @param path where it should be
    /// @param length how long it should be, 0 when there is none
    /// @param rows of the layer
    /// @param devices how many of them are of devices
    static PrivatePart open(Path path, long length, long rows, long devices) throws IOException {
        if (length == 0 || Files.notExists(path)) {
            return new PrivatePart(length != 0);
        }
        MappedFile file = MappedFile.open(path, LayerFile.PRIVATE);
        boolean good = false;
        try {
            if (file.length() != length) {
                throw file.damaged("it belongs to another layer");
            }
            PrivatePart part = new PrivatePart(file, rows, devices);
            good = true;
            return part;
        } finally {
            if (!good) {
                file.close();
            }
        }
    }

    /// Whether there was something and it is deleted.
    boolean isErased() {
        return erased;
    }

    Column firsts() {
        return firsts;
    }

    Column seconds() {
        return seconds;
    }

    Column subscribers() {
        return subscribers;
    }

    String note(long row) {
        long place = noteRows.firstAbove(row - 1, notes);
        if (place == notes || noteRows.get(place) != row) {
            return "";
        }
        long start = place == 0 ? 0 : noteEnds.get(place - 1);
        MemorySegment text = texts.asSlice(start, noteEnds.get(place) - start);
        return StandardCharsets.UTF_8.decode(text.asByteBuffer()).toString();
    }

    /// Compares what is there with the commitment.
    void verify(byte[] commitment) throws IOException {
        if (file != null && !Arrays.equals(file.digest(0), commitment)) {
            throw file.damaged("it does not match the commitment of its layer");
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
