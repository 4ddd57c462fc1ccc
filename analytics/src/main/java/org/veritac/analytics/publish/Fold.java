// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.publish;

import org.veritac.analytics.classify.Ledger;
import org.veritac.analytics.classify.Run;
import org.veritac.analytics.classify.State;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Relation;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Folds the ledger: of the runs before a moment the newest of each kind becomes the beginning, the
/// earlier ones go, and with them what only they told. What stands after any run that is left is as
/// it was.
public final class Fold {
    private final Database database;
    private final Ledger ledger;

    /// Folds the ledger of what that database holds.
    public Fold(Database database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /// Folds.
    ///
    /// @return how many runs went
    public int before(Instant moment) throws IOException {
        List<Run> old =
                Run.all(database).stream().filter(run -> run.at().isBefore(moment)).toList();
        int classified = newest(old, Run.CLASSIFY);
        int listed = newest(old, Run.LISTS);
        int gone =
                (int)
                        old.stream()
                                .filter(run -> run.number() < first(run, classified, listed))
                                .count();
        if (gone > 0) {
            ledger.replace(rows(classified, listed));
        }
        return gone;
    }

    private static int newest(List<Run> runs, String kind) {
        return runs.stream()
                .filter(run -> run.kind().equals(kind))
                .mapToInt(Run::number)
                .max()
                .orElse(0);
    }

    private static int first(Run run, int classified, int listed) {
        return run.kind().equals(Run.CLASSIFY) ? classified : listed;
    }

    private static Map<Relation, String> rows(int classified, int listed) {
        Map<Relation, String> rows = new LinkedHashMap<>();
        rows.put(
                Ledger.RUNS,
                "SELECT * FROM runs WHERE run >= CASE kind WHEN '%s' THEN %d ELSE %d END ORDER BY run"
                        .formatted(Run.CLASSIFY, classified, listed));
        rows.put(
                Ledger.CLASSIFICATION,
                """
                SELECT CAST(%1$d AS INTEGER) AS run, device, condition, since_day, block_day, amnesty,
                       FALSE AS gone
                  FROM (%2$s)
                 UNION ALL
                SELECT * FROM classification WHERE run > %1$d
                 ORDER BY run, device
                """
                        .formatted(classified, State.after(classified)));
        rows.put(Ledger.BASES, "SELECT * FROM bases WHERE run >= " + classified);
        for (Kind kind : Kind.values()) {
            rows.put(
                    kind.relation(),
                    """
                    SELECT CAST(%1$d AS INTEGER) AS run, %2$s, '%3$s' AS change FROM (%4$s) n
                     UNION ALL
                    SELECT * FROM %5$s WHERE run > %1$d
                     ORDER BY run, device
                    """
                            .formatted(
                                    listed,
                                    kind.columns("n"),
                                    kind.addition(),
                                    kind.after(listed),
                                    kind.relation().name()));
        }
        rows.put(Ledger.REGISTER_REASONS, "SELECT * FROM register_reasons WHERE run >= " + listed);
        return rows;
    }
}
