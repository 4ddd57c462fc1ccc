// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.duckdb.DuckDBAppender;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reduces rows to what is distinct, some millions at a time: rows go into a table, a full table
/// becomes a file of distinct (month, device, subscriber, days, technologies) in the work folder,
/// and in the end the files become the table `fresh`. What is in memory is bounded by [#ROWS_MAX]
/// and the engine's limit.
final class Staging implements Closeable {
    /// How many rows are reduced at once.
    static final int ROWS_MAX = 8_000_000;

    /// The relation with all rows, reduced; and one with each device, its days and technologies.
    static final String FRESH = "fresh";

    static final String FRESH_DEVICES = "fresh_devices";

    private final Database database;
    private final Path work;
    private final int rowsMax;
    private final List<Path> runs = new ArrayList<>();
    private final List<Path> deviceRuns = new ArrayList<>();
    private DuckDBAppender appender;
    private int staged;

    /// @param first the first day that rows may have
    /// @param last the last
    Staging(Store store, int rowsMax, int first, int last) throws IOException {
        this.database = store.database();
        this.work = store.directory().resolve("work");
        this.rowsMax = rowsMax;
        database.execute(
                "CREATE OR REPLACE TABLE stage_days(day INTEGER, month INTEGER, bit BIGINT)");
        StringBuilder values = new StringBuilder();
        for (int day = first; day <= last; day++) {
            values.append(values.isEmpty() ? "" : ",")
                    .append("(%d,%d,%d)".formatted(day, Dates.month(day), 1L << Dates.bit(day)));
        }
        database.execute("INSERT INTO stage_days VALUES " + values);
        appender = begin();
    }

    private DuckDBAppender begin() throws IOException {
        database.execute(
                "CREATE OR REPLACE TABLE stage(day INTEGER, device BIGINT, imsi INTEGER, msisdn"
                        + " INTEGER, rats INTEGER)");
        staged = 0;
        return database.appender("stage");
    }

    void add(UsageRow row) throws IOException {
        try {
            appender.beginRow().append(row.day);
            if (row.device == Identities.ABSENT) {
                appender.appendNull();
            } else {
                appender.append(row.device);
            }
            number(row.imsi);
            number(row.msisdn);
            appender.append(row.rats).endRow();
        } catch (SQLException e) {
            throw Database.failed(e);
        }
        if (++staged >= rowsMax) {
            flush();
            appender = begin();
        }
    }

    private void number(int number) throws SQLException {
        if (number < 0) {
            appender.appendNull();
        } else {
            appender.append(number);
        }
    }

    private void flush() throws IOException {
        try {
            appender.close();
        } catch (SQLException e) {
            throw Database.failed(e);
        }
        Path run = work.resolve("run-%d.parquet".formatted(runs.size()));
        Path devices = work.resolve("devices-%d.parquet".formatted(runs.size()));
        runs.add(run);
        deviceRuns.add(devices);
        database.execute(
                """
                COPY (SELECT d.month AS month, device, imsi, msisdn, bit_or(d.bit) AS "days",
                             bit_or(rats) AS rats
                      FROM stage JOIN stage_days d USING (day) GROUP BY ALL)
                TO %s (FORMAT parquet)\
                """
                        .formatted(Database.text(run.toString())));
        database.execute(
                """
                COPY (SELECT device, min(day) AS first_day, max(day) AS last_day,
                             bit_or(rats) AS rats
                      FROM stage WHERE device IS NOT NULL GROUP BY device)
                TO %s (FORMAT parquet)\
                """
                        .formatted(Database.text(devices.toString())));
    }

    /// Makes `fresh` and `fresh_devices` of all rows.
    void finish() throws IOException {
        flush();
        database.execute("DROP TABLE stage");
        String rows = files(runs);
        String devices = files(deviceRuns);
        if (runs.size() > 1) {
            rows =
                    """
                    SELECT month, device, imsi, msisdn, bit_or("days") AS "days",
                           bit_or(rats) AS rats
                    FROM (%s) GROUP BY month, device, imsi, msisdn\
                    """
                            .formatted(rows);
            devices =
                    """
                    SELECT device, min(first_day) AS first_day, max(last_day) AS last_day,
                           bit_or(rats) AS rats FROM (%s) GROUP BY device\
                    """
                            .formatted(devices);
        }
        make(FRESH, rows);
        make(FRESH_DEVICES, devices);
    }

    /// One run stays the file it is; several are joined once.
    private void make(String name, String query) throws IOException {
        String what = runs.size() > 1 ? "TABLE" : "VIEW";
        database.execute("CREATE OR REPLACE TEMP %s %s AS %s".formatted(what, name, query));
    }

    private static String files(List<Path> files) {
        return files.stream()
                .map(file -> Database.text(file.toString()))
                .collect(Collectors.joining(",", "SELECT * FROM read_parquet([", "])"));
    }

    /// Forgets all rows.
    @Override
    public void close() throws IOException {
        try {
            appender.close();
        } catch (SQLException e) {
            throw Database.failed(e);
        }
        String what = runs.size() > 1 ? "TABLE" : "VIEW";
        database.execute("DROP %s IF EXISTS %s".formatted(what, FRESH));
        database.execute("DROP %s IF EXISTS %s".formatted(what, FRESH_DEVICES));
        database.execute("DROP TABLE IF EXISTS stage");
        database.execute("DROP TABLE IF EXISTS stage_days");
        runs.addAll(deviceRuns);
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }
}
