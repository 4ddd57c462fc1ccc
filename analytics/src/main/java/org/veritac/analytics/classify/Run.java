// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.classify;

import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A run as the ledger has it.
///
/// @param number from 1, over all kinds of runs
/// @param kind classify or lists
/// @param day as of which it ran, as an epoch day
/// @param essentials what of its configuration must not change unnoticed, a line each
/// @param outcome for a person to read
public record Run(
        int number,
        String kind,
        Instant at,
        int day,
        boolean strict,
        List<String> essentials,
        String outcome) {
    /// The kind of a run that classifies.
    public static final String CLASSIFY = "classify";

    /// The kind of a run that makes lists.
    public static final String LISTS = "lists";

    public Run {
        essentials = List.copyOf(essentials);
    }

    /// All runs, oldest first.
    public static List<Run> all(Database database) throws IOException {
        var runs = new ArrayList<Run>();
        database.rows(
                "SELECT run, kind, at_second, day, strict, essentials, outcome FROM runs ORDER BY"
                        + " run",
                row ->
                        runs.add(
                                new Run(
                                        row.getInt(1),
                                        row.getString(2),
                                        Instant.ofEpochSecond(row.getLong(3)),
                                        row.getInt(4),
                                        row.getBoolean(5),
                                        row.getString(6).lines().toList(),
                                        row.getString(7))));
        return runs;
    }

    /// The newest run of a kind.
    public static Optional<Run> last(Database database, String kind) throws IOException {
        return all(database).stream().filter(run -> run.kind().equals(kind)).reduce((_, b) -> b);
    }

    /// The number of the next run.
    public static int next(Database database) throws IOException {
        return (int) database.number("SELECT COALESCE(MAX(run), 0) + 1 FROM runs");
    }

    /// The query that adds this run.
    public String row() {
        return "SELECT %d, %s, %d, %d, %s, %s, %s"
                .formatted(
                        number,
                        Database.text(kind),
                        at.getEpochSecond(),
                        day,
                        strict,
                        Database.text(String.join("\n", essentials)),
                        Database.text(outcome));
    }
}
