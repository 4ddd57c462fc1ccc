// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.register.DeviceModel;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.ListName;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Writes the entries of one list as a file that [ListFile] reads back as the same entries. Control
/// characters of notes and names become spaces, because a reader refuses them; spaces around a note
/// are not kept.
public final class ListFileWriter implements Closeable {
    private static final String ADD = "add";
    private static final String REMOVE = "remove";

    private final ListName list;
    private final boolean delta;
    private final CsvWriter csv;

    /// Writes the header.
    ///
    /// @param out where to, closed with this writer; buffered here
    /// @param delta whether rows say add or remove
    public ListFileWriter(Writer out, ListName list, boolean delta) throws IOException {
        this.list = list;
        this.delta = delta;
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        var header = new ArrayList<String>();
        columns(list).forEach(column -> header.add(column.text()));
        if (delta) {
            header.add(Column.CHANGE.text());
        }
        write(header);
    }

    /// Writes a row of a whole list.
    ///
    /// @throws IllegalArgumentException when the key is not one of this list
    public void write(Entry entry) throws IOException {
        write(entry, false);
    }

    /// Writes a row.
    ///
    /// @param removed whether the delta takes the entry back
    /// @throws IllegalArgumentException when the key is not one of this list, or when a whole list
    ///   is to take something back
    public void write(Entry entry, boolean removed) throws IOException {
        if (removed && !delta) {
            throw new IllegalArgumentException("only a delta takes entries back");
        }
        List<String> fields =
                switch (list) {
                    case BLACK, GREY, WHITE -> colour(entry);
                    case PAIRS -> pair(entry);
                    case IMSI -> subscribers(entry);
                    case LINKS -> link(entry);
                    case TAC -> model(entry);
                };
        if (delta) {
            fields.add(removed ? REMOVE : ADD);
        }
        write(fields);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    private static List<Column> columns(ListName list) {
        return switch (list) {
            case BLACK, GREY, WHITE ->
                    List.of(
                            Column.IMEI,
                            Column.REASON,
                            Column.REPORTED,
                            Column.FROM,
                            Column.UNTIL,
                            Column.IMSI,
                            Column.NOTE);
            case PAIRS -> List.of(Column.IMEI, Column.IMSI, Column.FROM, Column.UNTIL, Column.NOTE);
            case IMSI ->
                    List.of(
                            Column.IMSI,
                            Column.REASON,
                            Column.REPORTED,
                            Column.FROM,
                            Column.UNTIL,
                            Column.NOTE);
            case LINKS -> List.of(Column.ONE, Column.OTHER, Column.NOTE);
            case TAC ->
                    List.of(
                            Column.TAC,
                            Column.BRAND,
                            Column.MODEL,
                            Column.MANUFACTURER,
                            Column.TYPE,
                            Column.RADIO);
        };
    }

    private static List<String> colour(Entry entry) {
        Key key = entry.key();
        switch (key.kind()) {
            case DEVICE, RANGE, TAC_SVN, TAC -> {}
            case SUBSCRIBERS, LINK -> throw foreign(key);
        }
        return fields(
                key.digits(),
                entry.reason().text(),
                day(entry.reported()),
                start(entry.from()),
                end(entry.until()),
                imsi(entry),
                prose(entry.note()));
    }

    private static List<String> pair(Entry entry) {
        check(entry.key(), Key.Kind.DEVICE);
        return fields(
                entry.key().digits(),
                imsi(entry),
                start(entry.from()),
                end(entry.until()),
                prose(entry.note()));
    }

    private static List<String> subscribers(Entry entry) {
        check(entry.key(), Key.Kind.SUBSCRIBERS);
        return fields(
                entry.key().digits(),
                entry.reason().text(),
                day(entry.reported()),
                start(entry.from()),
                end(entry.until()),
                prose(entry.note()));
    }

    private static List<String> link(Entry entry) {
        check(entry.key(), Key.Kind.LINK);
        return fields(
                new Imei(entry.key().a()).digits(),
                new Imei(entry.key().b()).digits(),
                prose(entry.note()));
    }

    private static List<String> model(Entry entry) {
        check(entry.key(), Key.Kind.TAC);
        DeviceModel model = DeviceModel.read(entry.note());
        return fields(
                entry.key().digits(),
                prose(model.brand()),
                prose(model.model()),
                prose(model.manufacturer()),
                prose(model.type()),
                prose(model.radio()));
    }

    private static List<String> fields(String... fields) {
        return new ArrayList<>(List.of(fields));
    }

    private static void check(Key key, Key.Kind kind) {
        if (key.kind() != kind) {
            throw foreign(key);
        }
    }

    private static IllegalArgumentException foreign(Key key) {
        return new IllegalArgumentException("no key of this list: " + key.kind());
    }

    private static String imsi(Entry entry) {
        return entry.imsi() == null ? "" : entry.imsi().digits();
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    private static String start(@Nullable Instant start) {
        if (start == null) {
            return "";
        }
        LocalDate day = start.atOffset(ZoneOffset.UTC).toLocalDate();
        boolean whole = start.equals(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        return whole ? day.toString() : start.toString();
    }

    private static String end(@Nullable Instant end) {
        if (end == null) {
            return "";
        }
        LocalDate day = end.atOffset(ZoneOffset.UTC).toLocalDate();
        return end.equals(TimeField.lastSecond(day)) ? day.toString() : end.toString();
    }

    private static String prose(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        var plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            if (Character.isISOControl(plain.charAt(i))) {
                plain.setCharAt(i, ' ');
            }
        }
        return plain.toString();
    }

    private void write(List<String> fields) throws IOException {
        try {
            csv.writeRecord(fields);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
