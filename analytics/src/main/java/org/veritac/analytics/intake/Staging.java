// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Reduces rows to what is distinct, some millions at a time: rows are united in memory
/// ([Triplets]); a full memory becomes a file in the work folder, and in the end the files, or the
/// memory alone when there is none, become the table `fresh`. What is in memory is bounded by
/// [#ENTRIES_MAX] and the engine's limit.
final class Staging implements Closeable {
    /// How many distinct rows are held in memory.
    static final int ENTRIES_MAX = 3_000_000;

    /// The relation with all rows, reduced; and one with each device, its days and technologies.
    static final String FRESH = "fresh";

    static final String FRESH_DEVICES = "fresh_devices";

    private static final String STAGE = "stage";

    private final Database database;
    private final Path work;
    private final Triplets triplets;
    private final int[] months;
    private final int[] monthStarts;
    private final int[] monthOfDay;
    private final int[] bitOfDay;
    private final int first;
    private final List<Path> runs = new ArrayList<>();
    private final RowQueue queue;

    /// @param first the first day that rows may have
    /// @param last the last
    Staging(Store store, int entriesMax, int first, int last) throws IOException {
        this.database = store.database();
        this.work = store.directory().resolve("work");
        this.triplets = new Triplets(entriesMax);
        this.first = first;
        int[] days = IntStream.rangeClosed(first, last).toArray();
        months = IntStream.of(days).map(Dates::month).distinct().toArray();
        monthStarts = new int[months.length];
        monthOfDay = new int[days.length];
        bitOfDay = new int[days.length];
        int month = -1;
        for (int i = 0; i < days.length; i++) {
            bitOfDay[i] = Dates.bit(days[i]);
            if (month < 0 || bitOfDay[i] == 0) {
                month++;
                monthStarts[month] = days[i] - bitOfDay[i];
            }
            monthOfDay[i] = month;
        }
        makeDays(days);
        queue = new RowQueue(this::unite);
    }

    private void makeDays(int[] days) throws IOException {
        database.run("CREATE OR REPLACE TABLE stage_days(day INTEGER, month INTEGER, bit BIGINT)");
        StringBuilder values = new StringBuilder();
        for (int day : days) {
            int at = day - first;
            values.append(values.isEmpty() ? "" : ",")
                    .append(
                            "(%d,%d,%d)"
                                    .formatted(day, months[monthOfDay[at]], 1L << bitOfDay[at]));
        }
        database.run("INSERT INTO stage_days VALUES " + values);
    }

    /// The months of the period, YYYYMM.
    int[] months() {
        return months;
    }

    /// Says on which day the rows are that come.
    void day(UsageRow row, int day) {
        row.month = monthOfDay[day - first];
        row.day = bitOfDay[day - first];
    }

    /// Adds a row; it is united with the others on another thread, which has the engine until
    /// [#finish].
    void add(UsageRow row) throws IOException {
        queue.add(row);
    }

    private void unite(UsageRow row) throws IOException {
        triplets.add(row);
        if (triplets.isFull()) {
            stage();
            spill();
        }
    }

    /// Makes a table of what is in memory.
    private void stage() throws IOException {
        database.run(
                "CREATE OR REPLACE TABLE stage(month INTEGER, device BIGINT, imsi INTEGER, msisdn"
                        + " INTEGER, \"days\" BIGINT, rats INTEGER, first_day INTEGER, last_day"
                        + " INTEGER)");
        try (Cells cells = new Cells(database, STAGE)) {
            for (int slot = 0; slot < triplets.slots(); slot++) {
                int days = triplets.days(slot);
                if (days != 0) {
                    int start = monthStarts[triplets.month(slot)];
                    cells.begin();
                    cells.number(months[triplets.month(slot)]);
                    cells.device(triplets.device(slot));
                    cells.number(triplets.imsi(slot));
                    cells.number(triplets.msisdn(slot));
                    cells.longNumber(days & 0xffffffffL);
                    cells.number(triplets.rats(slot));
                    cells.day(start + Integer.numberOfTrailingZeros(days));
                    cells.day(start + Integer.SIZE - 1 - Integer.numberOfLeadingZeros(days));
                    cells.end();
                }
            }
        }
        triplets.clear();
    }

    private void spill() throws IOException {
        Path run = work.resolve("run-%d.parquet".formatted(runs.size()));
        runs.add(run);
        database.run("COPY stage TO %s (FORMAT parquet)".formatted(Database.text(run.toString())));
    }

    /// Makes `fresh` and `fresh_devices` of all rows.
    void finish() throws IOException {
        queue.finish();
        stage();
        if (!runs.isEmpty()) {
            spill();
            database.run(
                    """
                    CREATE OR REPLACE TABLE stage AS
                    SELECT month, device, imsi, msisdn, bit_or("days") AS "days",
                           bit_or(rats) AS rats, min(first_day) AS first_day,
                           max(last_day) AS last_day
                    FROM (%s) GROUP BY month, device, imsi, msisdn\
                    """
                            .formatted(files()));
        }
        database.run(
                "CREATE OR REPLACE VIEW fresh AS SELECT month, device, imsi, msisdn, \"days\", rats"
                        + " FROM stage");
        database.run(
                """
                CREATE OR REPLACE VIEW fresh_devices AS
                SELECT device, min(first_day) AS first_day, max(last_day) AS last_day,
                       bit_or(rats) AS rats,
                       min(imsi) AS imsi, nullif(max(imsi), min(imsi)) AS other_imsi,
                       min(msisdn) AS msisdn, nullif(max(msisdn), min(msisdn)) AS other_msisdn
                FROM stage WHERE device IS NOT NULL GROUP BY device\
                """);
    }

    private String files() {
        return runs.stream()
                .map(file -> Database.text(file.toString()))
                .collect(Collectors.joining(",", "SELECT * FROM read_parquet([", "])"));
    }

    /// Forgets all rows.
    @Override
    public void close() throws IOException {
        queue.close();
        database.run("DROP VIEW IF EXISTS fresh");
        database.run("DROP VIEW IF EXISTS fresh_devices");
        database.run("DROP TABLE IF EXISTS stage");
        database.run("DROP TABLE IF EXISTS stage_days");
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }
}
