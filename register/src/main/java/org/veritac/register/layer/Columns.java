// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import org.veritac.register.Key;
import org.veritac.register.Reason;
import org.veritac.register.mapped.Format;
import org.veritac.register.mapped.PartFile;
import org.veritac.register.mapped.Scratch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes the rows of a layer in their order, apart into columns, and writes both files.
final class Columns implements Closeable {
    private final ColumnWriter firsts;
    private final ColumnWriter seconds;
    private final ColumnWriter reported;
    private final ColumnWriter beginnings;
    private final ColumnWriter ends;
    private final ColumnWriter subscribers;
    private final ColumnWriter noteRows;
    private final ColumnWriter noteEnds;
    private final Scratch notes;
    private final DueWriter dues;
    private final Path folder;
    private final boolean privateKeys;
    private final long[] rowsOfKind = new long[LayerFile.KINDS];
    private ColumnWriter statements;
    private int statement;
    private long rows;
    private long removals;

    Columns(Path folder, boolean privateKeys, int dueRun) {
        this.folder = folder;
        this.privateKeys = privateKeys;
        this.firsts = new ColumnWriter(folder, Long.BYTES, 0);
        this.seconds = new ColumnWriter(folder, Long.BYTES, 0);
        this.statements = new ColumnWriter(folder, Byte.BYTES, statement);
        this.reported = new ColumnWriter(folder, Integer.BYTES, Row.NONE);
        this.beginnings = new ColumnWriter(folder, Long.BYTES, Row.AT_ONCE);
        this.ends = new ColumnWriter(folder, Long.BYTES, Row.FOR_GOOD);
        this.subscribers = new ColumnWriter(folder, Long.BYTES, 0);
        this.noteRows = new ColumnWriter(folder, Integer.BYTES, -1);
        this.noteEnds = new ColumnWriter(folder, Long.BYTES, 0);
        this.notes = new Scratch(folder);
        this.dues = new DueWriter(folder, dueRun);
    }

    /// Appends the row at which a run stands.
    void add(SpilledRun row) throws IOException {
        if (rows == 0) {
            statement = row.statement;
            statements = new ColumnWriter(folder, Byte.BYTES, statement);
        }
        int kind = LayerFile.kind(row.kindAndFirst);
        firsts.add(LayerFile.first(row.kindAndFirst));
        if (kind != LayerFile.code(Key.Kind.DEVICE)) {
            seconds.add(row.second);
        }
        statements.add(row.statement);
        reported.add(row.reported);
        beginnings.add(row.from);
        ends.add(row.until);
        subscribers.add(row.imsi);
        dues.add(rows, row.from, row.until);
        if (row.note.byteSize() > 0) {
            notes.write(row.note);
            noteRows.add(rows);
            noteEnds.add(notes.length());
        }
        removals += (row.statement & LayerFile.REMOVED) == 0 ? 0 : 1;
        rowsOfKind[kind]++;
        rows++;
    }

    long rows() {
        return rows;
    }

    long removals() {
        return removals;
    }

    boolean hasPrivate() {
        boolean keys = privateKeys && firsts.bytes() + seconds.bytes() > 0;
        return keys || subscribers.bytes() > 0 || notes.length() > 0;
    }

    /// Writes the private file, but does not commit it.
    void writePrivate(PartFile file, byte[] salt) throws IOException {
        Format format = LayerFile.PRIVATE;
        ByteBuffer header = format.header();
        Layout layout = new Layout(header, format.prefixBytes() + format.headerBytes());
        header.putLong(LayerFile.ROWS, rows);
        if (privateKeys) {
            layout.place(LayerFile.PRIVATE_FIRSTS, firsts);
            layout.place(LayerFile.PRIVATE_SECONDS, seconds);
        }
        layout.place(LayerFile.SUBSCRIBERS, subscribers);
        header.putLong(LayerFile.NOTES, noteRows.size());
        layout.place(LayerFile.NOTE_ROWS, noteRows);
        layout.place(LayerFile.NOTE_ENDS, noteEnds);
        header.putLong(LayerFile.NOTE_BYTES, notes.length());
        long length = layout.place(LayerFile.NOTE_TEXTS, notes.length());
        format.seal(header, length);
        file.write(ByteBuffer.wrap(salt));
        file.write(header);
        layout.write(file);
        ColumnWriter.writeTo(file, notes);
    }

    /// Writes the public file, but does not commit it.
    ///
    /// @param privateLength of the private file, 0 when there is none
    /// @param commitment its digest, empty when there is none
    void writePublic(PartFile file, long privateLength, byte[] commitment) throws IOException {
        dues.finish();
        Format format = LayerFile.PUBLIC;
        ByteBuffer header = format.header();
        Layout layout = new Layout(header, format.headerBytes());
        putCounts(header);
        header.putLong(LayerFile.PRIVATE_LENGTH, privateLength);
        header.put(LayerFile.COMMITMENT, commitment);
        if (!privateKeys) {
            layout.place(LayerFile.FIRSTS, firsts);
            layout.place(LayerFile.SECONDS, seconds);
        }
        layout.place(LayerFile.STATEMENTS, statements);
        layout.place(LayerFile.REPORTED, reported);
        layout.place(LayerFile.BEGINNINGS, beginnings);
        layout.place(LayerFile.ENDS, ends);
        layout.place(LayerFile.DUE_SECONDS, dues.seconds());
        layout.place(LayerFile.DUE_ROWS, dues.rows());
        byte[] words = words();
        header.putLong(LayerFile.WORDS_BYTES, words.length);
        long length = layout.place(LayerFile.WORDS, words.length);
        format.seal(header, length);
        file.write(header);
        layout.write(file);
        file.write(ByteBuffer.wrap(words));
        file.align();
    }

    private void putCounts(ByteBuffer header) {
        header.putLong(LayerFile.ROWS, rows);
        header.putLong(LayerFile.REMOVALS, removals);
        for (int kind = 0; kind < LayerFile.KINDS; kind++) {
            header.putLong(LayerFile.ROWS_OF_KIND + kind * Long.BYTES, rowsOfKind[kind]);
        }
        header.putLong(LayerFile.FLAGS, privateKeys ? LayerFile.KEYS_PRIVATE : 0);
        header.putLong(LayerFile.DUES, dues.seconds().size());
        header.putLong(LayerFile.STATEMENT, statement);
    }

    private static byte[] words() {
        return Stream.of(Reason.values())
                .map(reason -> reason.text() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        dues.close();
        notes.close();
        for (ColumnWriter column :
                List.of(firsts, seconds, statements, reported, beginnings, ends, subscribers)) {
            column.close();
        }
        noteRows.close();
        noteEnds.close();
    }

    /// Gives parts their places in a file, one after the other.
    private static final class Layout {
        private final ByteBuffer header;
        private final List<ColumnWriter> columns = new ArrayList<>();
        private long at;

        private Layout(ByteBuffer header, long start) {
            this.header = header;
            this.at = start;
        }

        private void place(int field, ColumnWriter column) {
            place(field, column.bytes());
            columns.add(column);
        }

        /// Places a part, which is left out when it has no bytes, and returns where the next one
        /// begins.
        private long place(int field, long bytes) {
            header.putLong(field, bytes == 0 ? 0 : at);
            at += (bytes + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
            return at;
        }

        private void write(PartFile file) throws IOException {
            for (ColumnWriter column : columns) {
                column.writeTo(file);
            }
        }
    }
}
