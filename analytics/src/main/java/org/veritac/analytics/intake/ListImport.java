// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.config.SizeLimit;
import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Takes in a list, whole or as changes. Either becomes rows that begin and rows that end on the
/// day of the import.
final class ListImport {
    private static final int SINCE_EVER = 0;

    private final Job job;
    private final ListShape shape;
    private final Database database;
    private final boolean delta;
    private final String keys;

    ListImport(Job job, ListShape shape) {
        this.job = job;
        this.shape = shape;
        this.database = job.store().database();
        this.delta = job.order().options().delta();
        this.keys = String.join(", ", shape.keyNames());
    }

    /// Reads, checks and writes; the caller commits.
    Taken run() throws IOException, Refused {
        try {
            long rows = read();
            job.progress().at(Progress.Stage.CHECKING, 0, 0);
            distinct();
            if (delta) {
                checkDelta();
            }
            after();
            checkSize();
            job.progress().at(Progress.Stage.WRITING, 0, 0);
            Taken taken = new Taken(rows, write());
            Subscribers.save(job);
            return taken;
        } finally {
            for (String table :
                    List.of(
                            "incoming",
                            "incoming_rows",
                            "standing",
                            "list_after",
                            "list_ended",
                            "list_begun")) {
                database.run("DROP TABLE IF EXISTS " + table);
            }
        }
    }

    private long read() throws IOException, Refused {
        database.run(
                "CREATE OR REPLACE TABLE incoming(%s, line BIGINT, change INTEGER)"
                        .formatted(shape.definition()));
        RowReader reader =
                shape.columns().isEmpty() ? new ModelReader(job) : new ListReader(job, shape);
        job.reading(0);
        try (InputStream in = job.source().open();
                Cells cells = new Cells(database, "incoming")) {
            return reader.read(new Lines(in), cells);
        }
    }

    /// Equal rows are one; rows with the same key that differ are refused.
    private void distinct() throws IOException, Refused {
        int remove = ListChange.REMOVE.code();
        String columns =
                shape.names().stream()
                        .map(name ->
                                shape.keyNames().contains(name)
                                        ? name
                                        : "CASE WHEN change = %d THEN NULL ELSE %s END AS %s"
                                                .formatted(remove, name, name))
                        .collect(Collectors.joining(", "));
        database.run(
                "CREATE OR REPLACE TABLE incoming_rows AS SELECT %s, change, min(line) AS line FROM"
                                .formatted(columns)
                        + " incoming GROUP BY ALL");
        database.run("DROP TABLE incoming");
        database.run(
                "CREATE OR REPLACE TABLE standing AS SELECT * EXCLUDE (to_day) FROM %s WHERE to_day"
                                .formatted(shape.relation().name())
                        + " IS NULL");
        refuse(
                delta ? Check.DELTA_DUPLICATE : Check.CONFLICT,
                "SELECT max(line) AS line FROM incoming_rows GROUP BY %s HAVING count(*) > 1"
                        .formatted(keys),
                "says something else of a key than a line before");
    }

    private void checkDelta() throws IOException, Refused {
        String some =
                "SELECT line FROM incoming_rows %s JOIN standing USING (%s) WHERE change = %d";
        if (job.asks(Check.DELTA_ADDS)) {
            refuse(
                    Check.DELTA_ADDS,
                    some.formatted("SEMI", keys, ListChange.ADD.code()),
                    "adds what is there");
        }
        if (job.asks(Check.DELTA_REMOVES)) {
            refuse(
                    Check.DELTA_REMOVES,
                    some.formatted("ANTI", keys, ListChange.REMOVE.code()),
                    "removes what is not there");
        }
        if (job.asks(Check.DELTA_UPDATES)) {
            refuse(
                    Check.DELTA_UPDATES,
                    some.formatted("ANTI", keys, ListChange.UPDATE.code()),
                    "updates what is not there");
        }
    }

    private void refuse(Check check, String lines, String what) throws IOException, Refused {
        long count = database.number("SELECT count(*) FROM (%s)".formatted(lines));
        if (count == 0) {
            return;
        }
        List<Offence> offences = new ArrayList<>();
        database.rows(
                "%s ORDER BY line LIMIT %d".formatted(lines, Refusal.OFFENCES_MAX),
                row -> offences.add(new Offence(row.getLong(1), what)));
        throw new Refused(new Refusal(check, "%,d rows".formatted(count), "none", offences));
    }

    /// The list as it will stand: an update of what is not there adds it, an add of what is there
    /// updates it, when the checks against both were left out.
    private void after() throws IOException {
        String names = String.join(", ", shape.names());
        String incoming =
                "SELECT %s FROM incoming_rows WHERE change <> %d"
                        .formatted(names, ListChange.REMOVE.code());
        String kept =
                "SELECT %s FROM standing ANTI JOIN incoming_rows USING (%s) UNION ALL "
                        .formatted(names, keys);
        database.run("CREATE OR REPLACE TABLE list_after AS " + (delta ? kept : "") + incoming);
    }

    private void checkSize() throws IOException, Refused {
        long before = database.number("SELECT count(*) FROM standing");
        long now = database.number("SELECT count(*) FROM list_after");
        SizeLimit limits = job.limits().list(job.order().kind());
        String figure = "%,d rows, %,d before".formatted(now, before);
        boolean drops = limits.absolute() != SizeLimit.OFF && before - now > limits.absolute();
        if (drops && job.asks(Check.SIZE_ABSOLUTE)) {
            throw Refused.of(
                    Check.SIZE_ABSOLUTE, figure, "at most %,d fewer".formatted(limits.absolute()));
        }
        if (now < limits.ratio() * before && job.asks(Check.SIZE_PERCENT)) {
            throw Refused.of(
                    Check.SIZE_PERCENT,
                    figure,
                    String.format(Locale.ROOT, "at least %s of it", limits.ratio()));
        }
    }

    /// The first day of what is new. Nobody knows since when the rows of a first import are so;
    /// with today as their first day, no run as of the last day with data would heed them. What
    /// corrects it on the same day is part of it. For how long a device is monitored is counted
    /// from the import.
    private int begin() {
        FileKind kind = job.order().kind();
        String today = LocalDate.ofEpochDay(job.today()).toString();
        boolean known =
                job.store().catalogue().stream()
                        .anyMatch(entry ->
                                entry.kind().equals(kind.text())
                                        && !entry.when().startsWith(today));
        return known || kind == FileKind.MONITORING ? job.today() : SINCE_EVER;
    }

    /// Ends what is no longer so, begins what is new. What began today and ends today never was.
    private String write() throws IOException {
        String same = same(shape.names(), "a");
        long ends =
                kept(
                        "list_ended",
                        "SELECT s.* FROM standing s WHERE NOT EXISTS (FROM list_after a WHERE %s)"
                                .formatted(same));
        long begins =
                kept(
                        "list_begun",
                        "SELECT a.* FROM list_after a WHERE NOT EXISTS (FROM standing s WHERE %s)"
                                .formatted(same));
        if (ends + begins > 0) {
            job.change()
                    .replace(
                            shape.relation(),
                            """
                            SELECT * FROM %1$s WHERE to_day IS NOT NULL
                            UNION ALL SELECT *, NULL FROM standing s
                                WHERE NOT EXISTS (FROM list_ended e WHERE %2$s)
                            UNION ALL SELECT *, %3$d FROM list_ended WHERE from_day < %6$d
                            UNION ALL SELECT %4$s, %6$d, NULL FROM list_begun
                            ORDER BY %5$s, from_day\
                            """
                                    .formatted(
                                            shape.relation().name(),
                                            same(shape.keyNames(), "e"),
                                            job.today(),
                                            String.join(", ", shape.names()),
                                            keys,
                                            begin()));
        }
        return "%s: %,d rows begin, %,d end".formatted(delta ? "delta" : "full", begins, ends);
    }

    /// A row under the alias is the standing one under `s`, by some columns; the key is enough for
    /// a row that is taken from there, and far cheaper.
    private static String same(Collection<String> columns, String alias) {
        return columns.stream()
                .map(name -> "%2$s.%1$s IS NOT DISTINCT FROM s.%1$s".formatted(name, alias))
                .collect(Collectors.joining(" AND "));
    }

    private long kept(String table, String query) throws IOException {
        database.run("CREATE OR REPLACE TABLE %s AS %s".formatted(table, query));
        return database.number("SELECT count(*) FROM " + table);
    }
}
