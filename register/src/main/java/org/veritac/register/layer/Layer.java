// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import org.veritac.register.Key;
import org.veritac.register.Reason;
import org.veritac.register.mapped.MappedFile;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/// A finished layer, mapped: rows ascending by key and subscriber, numbered from 0. Opening it
/// reads its headers only. Safe for many threads; after [#close] reading throws
/// [IllegalStateException].
public final class Layer implements Closeable {
    private static final List<Key.Kind> KINDS = List.of(Key.Kind.values());

    private final MappedFile file;
    private final PrivatePart hidden;
    private final long size;
    private final long[] kindStarts;
    private final boolean keysErased;
    private final Reason[] reasons;
    private final Column firsts;
    private final Column seconds;
    private final Column statements;
    private final Column reported;
    private final Column beginnings;
    private final Column ends;
    private final Column dueSeconds;
    private final Column dueRows;
    private final long dues;

    private Layer(MappedFile file, Path path) throws IOException {
        this.file = file;
        this.size = checkedSize();
        this.kindStarts = kindStarts();
        this.reasons = reasons();
        this.dues = file.field(LayerFile.DUES);
        if (dues < 0 || dues > 2 * size) {
            throw file.damaged("it has " + dues + " times due");
        }
        int bytes = Long.BYTES;
        long usualStatement = file.field(LayerFile.STATEMENT) & 0xFF;
        this.statements = Column.of(file, LayerFile.STATEMENTS, size, 1, usualStatement);
        this.reported = Column.of(file, LayerFile.REPORTED, size, Integer.BYTES, Row.NONE);
        this.beginnings = Column.of(file, LayerFile.BEGINNINGS, size, bytes, Row.AT_ONCE);
        this.ends = Column.of(file, LayerFile.ENDS, size, bytes, Row.FOR_GOOD);
        this.dueSeconds = Column.of(file, LayerFile.DUE_SECONDS, dues, bytes, 0);
        this.dueRows = Column.of(file, LayerFile.DUE_ROWS, dues, Integer.BYTES, 0);
        boolean keysPrivate = (file.field(LayerFile.FLAGS) & LayerFile.KEYS_PRIVATE) != 0;
        long devices = kindStarts[1];
        Column publicFirsts = Column.of(file, LayerFile.FIRSTS, size, bytes, 0);
        Column publicSeconds = Column.of(file, LayerFile.SECONDS, size - devices, bytes, 0);
        long privateLength = file.field(LayerFile.PRIVATE_LENGTH);
        this.hidden = PrivatePart.open(privateFile(path), privateLength, size, devices);
        this.keysErased = keysPrivate && hidden.isErased();
        this.firsts = keysPrivate ? hidden.firsts() : publicFirsts;
        this.seconds = keysPrivate ? hidden.seconds() : publicSeconds;
    }

    /// Opens a layer, and its private file where there is one.
    ///
    /// @throws IOException when it cannot be read, or is cut short, foreign or damaged; a private
    ///   file that is gone is no error
    public static Layer map(Path path) throws IOException {
        MappedFile file = MappedFile.open(path, LayerFile.PUBLIC);
        boolean good = false;
        try {
            Layer layer = new Layer(file, path);
            good = true;
            return layer;
        } finally {
            if (!good) {
                file.close();
            }
        }
    }

    /// The private file that belongs to a public one, whether it is there or not.
    public static Path privateFile(Path file) {
        return LayerFile.privateFile(file);
    }

    private long checkedSize() throws IOException {
        long rows = file.field(LayerFile.ROWS);
        if (rows < 0 || rows > LayerFile.ROWS_MAX) {
            throw file.damaged("it has " + rows + " rows");
        }
        return rows;
    }

    private long[] kindStarts() throws IOException {
        long[] starts = new long[LayerFile.KINDS + 1];
        for (int kind = 0; kind < LayerFile.KINDS; kind++) {
            long rows = file.field(LayerFile.ROWS_OF_KIND + kind * Long.BYTES);
            starts[kind + 1] = starts[kind] + rows;
            if (rows < 0 || starts[kind + 1] > size) {
                throw file.damaged("it has " + rows + " rows of one kind");
            }
        }
        if (starts[LayerFile.KINDS] != size) {
            throw file.damaged("its kinds have fewer rows than all");
        }
        return starts;
    }

    private Reason[] reasons() throws IOException {
        byte[] words =
                file.part(file.field(LayerFile.WORDS), file.field(LayerFile.WORDS_BYTES))
                        .toArray(ValueLayout.JAVA_BYTE);
        Reason[] known = new Reason[LayerFile.REASON_MASK + 1];
        Arrays.fill(known, Reason.NONE);
        int code = 0;
        for (String word : new String(words, StandardCharsets.US_ASCII).lines().toList()) {
            if (code == known.length) {
                throw file.damaged("it has too many reasons");
            }
            known[code++] =
                    Reason.ifValid(word).orElseThrow(() -> file.damaged("unknown reason " + word));
        }
        return known;
    }

    /// How many rows it has.
    public long size() {
        return size;
    }

    /// The row number of the first row of a kind, or where it would be.
    public long firstRow(Key.Kind kind) {
        return kindStarts[LayerFile.code(kind)];
    }

    /// How many rows of a kind it has.
    public long count(Key.Kind kind) {
        return kindStarts[LayerFile.code(kind) + 1] - firstRow(kind);
    }

    /// How many rows remove.
    public long removals() {
        return file.field(LayerFile.REMOVALS);
    }

    /// Whether private content was deleted.
    public boolean privateMissing() {
        return hidden.isErased();
    }

    /// The first row with a key, -1 when there is none. Rows of one key with several subscribers
    /// follow each other.
    public long find(Key key) {
        if (keysErased) {
            return -1;
        }
        long row = lowerBound(key);
        long end = kindStarts[LayerFile.code(key.kind()) + 1];
        return row < end && first(row) == key.a() && second(row) == key.b() ? row : -1;
    }

    /// The first row whose key is not below a key, [#size] when there is none.
    public long lowerBound(Key key) {
        long from = firstRow(key.kind());
        long to = kindStarts[LayerFile.code(key.kind()) + 1];
        while (from < to) {
            long middle = (from + to) >>> 1;
            long first = first(middle);
            if (first < key.a() || (first == key.a() && second(middle) < key.b())) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /// A row with all its values.
    ///
    /// @throws IndexOutOfBoundsException when it is not 0 to [#size] - 1
    public Row row(long number) {
        if (number < 0 || number >= size) {
            throw new IndexOutOfBoundsException("the layer has " + size + " rows");
        }
        return new Row(
                new Key(kind(number), first(number), second(number)),
                imsi(number),
                removed(number),
                reason(number),
                reported(number),
                from(number),
                until(number),
                hidden.note(number));
    }

    /// All rows, one after the other.
    public Cursor cursor() {
        return new Cursor(this, 0, size);
    }

    /// The rows of a kind, one after the other.
    public Cursor cursor(Key.Kind kind) {
        return new Cursor(this, firstRow(kind), firstRow(kind) + count(kind));
    }

    /// The rows that begin or cease to hold in a time: whose first second, or the second after
    /// whose last, is later than one and not later than the other. In the order of these seconds; a
    /// row that does both comes twice.
    public PrimitiveIterator.OfLong dueBetween(long afterSecond, long untilSecond) {
        long from = dueSeconds.firstAbove(afterSecond, dues);
        long to = dueSeconds.firstAbove(untilSecond, dues);
        return LongStream.range(from, to).map(dueRows::get).iterator();
    }

    /// The next second after one at which a row begins or ceases to hold, [Long#MAX_VALUE] when
    /// there is none.
    public long nextDue(long afterSecond) {
        long next = dueSeconds.firstAbove(afterSecond, dues);
        return next == dues ? Long.MAX_VALUE : dueSeconds.get(next);
    }

    /// Reads everything that is there and compares it with what the journal says of it.
    ///
    /// @throws IOException when they differ; not when the private file is gone
    public void verify(LayerSummary expected) throws IOException {
        HexFormat hex = HexFormat.of();
        if (!hex.formatHex(file.digest(0)).equals(expected.digest())) {
            throw file.damaged("its content does not match its digest");
        }
        if (size != expected.rows() || removals() != expected.removals()) {
            throw file.damaged("it has other rows than it should have");
        }
        hidden.verify(hex.parseHex(expected.commitment()));
    }

    @Override
    public void close() {
        file.close();
        hidden.close();
    }

    Key.Kind kind(long row) {
        int kind = 0;
        while (row >= kindStarts[kind + 1]) {
            kind++;
        }
        return KINDS.get(kind);
    }

    long first(long row) {
        return firsts.get(row);
    }

    long second(long row) {
        long devices = kindStarts[1];
        return row < devices ? 0 : seconds.get(row - devices);
    }

    long imsi(long row) {
        if ((statements.get(row) & LayerFile.ONE_SUBSCRIBER) == 0) {
            return 0;
        }
        return hidden.isErased() ? Row.ERASED : hidden.subscribers().get(row);
    }

    boolean erased(long row) {
        return keysErased || imsi(row) == Row.ERASED;
    }

    boolean removed(long row) {
        return (statements.get(row) & LayerFile.REMOVED) != 0;
    }

    Reason reason(long row) {
        return reasons[(int) statements.get(row) & LayerFile.REASON_MASK];
    }

    int reported(long row) {
        return (int) reported.get(row);
    }

    long from(long row) {
        return beginnings.get(row);
    }

    long until(long row) {
        return ends.get(row);
    }
}
