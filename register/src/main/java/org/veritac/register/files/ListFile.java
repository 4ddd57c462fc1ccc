// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Entry;
import org.veritac.register.files.ListFileRefused.Why;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A list file being read: its header checked, its rows one by one, in memory that does not grow
/// with the file. What is wrong with a row is a [Line.Bad]; what is wrong with the file is a
/// [ListFileRefused], after which nothing of it may take effect. For one thread, except
/// [#bytesRead].
public final class ListFile implements Closeable {
    /// The longest row, in characters, separators included.
    public static final int RECORD_MAX = 65_536;

    /// The most columns of a header.
    public static final int COLUMNS_MAX = 256;

    /// A field up to this long, in characters, is at worst a row that is too long; one that goes on
    /// for more than [#READ_AHEAD] further ends the reading.
    public static final int FIELD_MAX = 1_048_576;

    /// What the parser needs to have free behind a field: two of its reads.
    static final int READ_AHEAD = 16_384;

    /// Among how many lines the header is sought.
    public static final int HEADER_LINES_MAX = 5;

    /// In how many bytes the header must end.
    static final int HEAD_MAX = 65_536;

    private final CountedInput input;
    private final long total;
    private final CsvReader<Row> csv;
    private final CloseableIterator<Row> rows;
    private final Row row;
    private final Rows kind;
    private final boolean delta;
    private final List<String> warnings;
    private @Nullable ListFileRefused refused;

    private ListFile(CountedInput input, long total, ListFormat format) throws IOException {
        this.input = input;
        this.total = total;
        var buffered = new BufferedInputStream(input, HEAD_MAX);
        Header header = Header.find(firstLines(buffered), format);
        row = new Row(header);
        csv = reader(header.separator()).build(row, buffered, StandardCharsets.UTF_8);
        skipTo(header);
        rows = csv.iterator();
        kind = Rows.of(format, header);
        delta = format.delta();
        warnings = header.warnings(format.list());
    }

    /// Opens a file and reads its header.
    ///
    /// @throws ListFileRefused when it is no file of this format
    public static ListFile open(Path file, ListFormat format) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, not a list file");
        }
        long total = Files.size(file);
        return open(Files.newInputStream(file), total, format);
    }

    /// The same for bytes from elsewhere, which are closed with it.
    ///
    /// @param total how many there are; 0 when that is not known
    static ListFile open(InputStream bytes, long total, ListFormat format) throws IOException {
        try {
            return new ListFile(new CountedInput(bytes), total, format);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /// Reads one row that somebody gives field by field, exactly as a row of a file would be read.
    ///
    /// @param fields the texts by the names that columns have in headers; what is not there is
    ///   empty
    /// @throws ListFileRefused when a mandatory column is missing
    public static Line row(ListFormat format, Map<String, String> fields) throws IOException {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(fields.keySet());
            csv.writeRecord(fields.values());
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try (var file = open(new ByteArrayInputStream(bytes), bytes.length, format)) {
            Line line = file.next();
            return line == null ? new Line.Bad(2, Flaw.IMEI_MISSING, "", "") : line;
        }
    }

    /// The next row; null at the end.
    ///
    /// @throws ListFileRefused when the rest cannot be read as rows
    public @Nullable Line next() throws IOException {
        return advance() ? line() : null;
    }

    /// What of the file is not used, in sentences; known from the start.
    public List<String> warnings() {
        return warnings;
    }

    /// How many bytes were read so far, a little ahead of the rows. Any thread may ask.
    public long bytesRead() {
        return input.count();
    }

    /// How many bytes there are; 0 when the file is a pipe.
    public long bytesTotal() {
        return total;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    private void skipTo(Header header) throws IOException {
        try {
            csv.skipLines(header.line());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Text behind a closing quote is one row's mistake, and the parser can only go on behind it
    /// with an option that FastCSV means to drop.
    @SuppressWarnings("removal")
    private static CsvReader.CsvReaderBuilder reader(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                .maxBufferSize(FIELD_MAX + READ_AHEAD)
                .detectBomHeader(true);
    }

    private boolean advance() throws IOException {
        if (refused != null) {
            throw refused;
        }
        try {
            if (!rows.hasNext()) {
                return false;
            }
            rows.next(); // the row itself, filled
            return true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            if (e.getCause() != null) {
                throw e; // not the file's fault
            }
            refused = endless(row.number());
            throw refused;
        }
    }

    private Line line() {
        boolean removed = delta && isRemoval();
        Entry entry = row.isRefused() ? null : kind.entry(row, removed);
        return entry == null || row.isRefused()
                ? row.bad()
                : new Line.Good(row.number(), entry, removed);
    }

    private boolean isRemoval() {
        if (row.isRefused() || row.is(Column.CHANGE, "add") || row.is(Column.CHANGE, "update")) {
            return false;
        }
        if (!row.is(Column.CHANGE, "remove")) {
            row.refuse(Flaw.CHANGE_UNKNOWN, Column.CHANGE);
        }
        return true;
    }

    private static ListFileRefused endless(long line) {
        return new ListFileRefused(
                Why.ENDLESS_ROW,
                line,
                "the row that starts here does not end: a quote is opened and not closed, or a"
                        + " field is longer than %,d characters; correct it and import again"
                                .formatted(FIELD_MAX));
    }

    /// The whole lines at the start of the bytes, which are then read again from their start.
    private static List<String> firstLines(BufferedInputStream bytes) throws IOException {
        bytes.mark(HEAD_MAX);
        byte[] head = bytes.readNBytes(HEAD_MAX);
        bytes.reset();
        int length = head.length;
        while (head.length == HEAD_MAX && length > 0 && !isLineEnd(head[length - 1])) {
            length--; // the last line goes on behind the head
        }
        if (length == 0 && head.length > 0) {
            throw new ListFileRefused(
                    Why.NO_HEADER,
                    1,
                    "the line does not end within %,d bytes; put a header line above the rows"
                            .formatted(HEAD_MAX));
        }
        var lines = new ArrayList<String>();
        var reader = CsvReader.builder().detectBomHeader(true);
        try (var csv = reader.ofCsvRecord(new ByteArrayInputStream(head, 0, length))) {
            csv.skipLines(line -> !lines.add(line), HEADER_LINES_MAX);
        } catch (CsvParseException e) {
            return lines; // all lines were seen and none ended the search
        }
        return lines;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }
}
