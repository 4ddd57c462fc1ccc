// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.publish;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.classify.State;
import org.veritac.analytics.rules.Names;
import org.veritac.analytics.store.Database;
import org.veritac.identity.Luhn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/// Writes a list file: rows sorted by IMEI, IMSI, MSISDN and change, so that the same rows are the
/// same bytes whatever the surrogates.
///
/// The vault is asked for some thousands of names at a time. A row whose subscriber it no longer
/// knows is left out: nobody can be told.
final class ListWriter {
    /// Rows that wait for their names. Rows of one IMEI stay together; more of one IMEI than this
    /// are sorted in parts.
    static final int ROWS_AT_ONCE = 8192;

    static final int ROWS_OF_ONE_MAX = 1_000_000;

    private final Database database;
    private final Names names;
    private final boolean checkDigit;
    private final List<Row> waiting = new ArrayList<>();
    private long written;

    ListWriter(Database database, Names names, boolean checkDigit) {
        this.database = database;
        this.names = names;
        this.checkDigit = checkDigit;
    }

    private record Row(
            String imei,
            @Nullable Integer imsi,
            @Nullable Integer msisdn,
            @Nullable Integer blockDay,
            String reasons,
            boolean amnesty,
            String change) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString(1),
                    whole(row, 2),
                    whole(row, 3),
                    whole(row, 4),
                    row.getString(5),
                    row.getBoolean(6),
                    row.getString(7));
        }

        private static @Nullable Integer whole(ResultSet row, int column) throws SQLException {
            int number = row.getInt(column);
            return row.wasNull() ? null : number;
        }
    }

    private record Named(Row row, String imsi, String msisdn) {}

    /// Writes `full_list` or `delta_list` of an operator.
    ///
    /// @return how many rows
    long write(Path file, ListForm form, String operator, boolean delta) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        written = 0;
        waiting.clear();
        try (CsvWriter csv =
                CsvWriter.builder()
                        .lineDelimiter(LineDelimiter.LF)
                        .build(Files.newBufferedWriter(part, StandardCharsets.UTF_8))) {
            csv.writeRecord(form.head(delta));
            database.rows(
                    """
                    SELECT %s AS imei, d.imsi, d.msisdn, d.block_day, d.reasons, d.amnesty, d.change
                      FROM %s d
                      LEFT JOIN malformed t ON t.device = d.device
                     WHERE d.operator = ?
                     ORDER BY imei
                    """
                            .formatted(State.IMEI, delta ? "delta_list" : "full_list"),
                    row -> take(Row.of(row), csv, form, delta),
                    operator);
            flush(csv, form, delta);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return written;
    }

    private void take(Row row, CsvWriter csv, ListForm form, boolean delta) throws IOException {
        boolean full = waiting.size() >= ROWS_AT_ONCE;
        if (full
                && (waiting.size() >= ROWS_OF_ONE_MAX
                        || !waiting.getLast().imei().equals(row.imei()))) {
            flush(csv, form, delta);
        }
        waiting.add(row);
    }

    private void flush(CsvWriter csv, ListForm form, boolean delta) throws IOException {
        for (Named named : named(form)) {
            csv.writeRecord(fields(named, form, delta));
            written++;
        }
        waiting.clear();
    }

    private List<Named> named(ListForm form) throws IOException {
        var found = new ArrayList<Named>();
        if (!form.subscribers()) {
            waiting.forEach(row -> found.add(new Named(row, "", "")));
            return found;
        }
        @Nullable String[] imsis = names.imsis(surrogates(row -> number(row.imsi())));
        @Nullable String[] msisdns = names.msisdns(surrogates(row -> number(row.msisdn())));
        int imsi = 0;
        int msisdn = 0;
        for (Row row : waiting) {
            String imsiText = row.imsi() == null ? "" : imsis[imsi++];
            String msisdnText = row.msisdn() == null ? "" : msisdns[msisdn++];
            if (imsiText != null && msisdnText != null) {
                found.add(new Named(row, imsiText, msisdnText));
            }
        }
        found.sort(
                Comparator.comparing((Named named) -> named.row().imei())
                        .thenComparing(Named::imsi)
                        .thenComparing(Named::msisdn)
                        .thenComparing(named -> named.row().change()));
        return found;
    }

    private int[] surrogates(ToIntFunction<Row> column) {
        return waiting.stream().mapToInt(column).filter(surrogate -> surrogate >= 0).toArray();
    }

    private static int number(@Nullable Integer surrogate) {
        return surrogate == null ? -1 : surrogate;
    }

    private List<String> fields(Named named, ListForm form, boolean delta) {
        Row row = named.row();
        var fields = new ArrayList<String>();
        fields.add(imei(row.imei()));
        if (form.subscribers()) {
            fields.add(named.imsi());
            fields.add(named.msisdn());
        }
        if (form.reasons()) {
            fields.add(date(row.blockDay()));
            fields.add(row.reasons());
        }
        if (form.amnesty()) {
            // As DIRBS writes it.
            fields.add(row.amnesty() ? "True" : "False");
        }
        if (delta) {
            fields.add(row.change());
        }
        return fields;
    }

    private String imei(String normalised) {
        boolean whole =
                normalised.length() == 14 && normalised.chars().allMatch(c -> c >= '0' && c <= '9');
        return checkDigit && whole ? normalised + Luhn.checkDigit(normalised) : normalised;
    }

    private static String date(@Nullable Integer day) {
        return day == null
                ? ""
                : LocalDate.ofEpochDay(day).format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
