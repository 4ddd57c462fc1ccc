// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.classify;

import org.veritac.analytics.store.Database;

import java.io.IOException;

/// What stands, as the temporary table `standing(device, condition, since_day, block_day,
/// amnesty)`.
public final class State {
    /// A device's IMEI as it is normalised; the device under the alias `d`, the malformed ones'
    /// texts joined under `t`.
    public static final String IMEI =
            "CASE WHEN d.device >= 0 THEN LPAD(CAST(d.device AS VARCHAR), 14, '0') ELSE t.text END";

    private State() {}

    /// Makes the table as it was after a run.
    public static void recall(Database database, int run) throws IOException {
        database.temporary("standing", after(run));
    }

    /// What stood after a run: the newest row of each device and condition, unless it ended.
    public static String after(int run) {
        return """
        SELECT device, condition, since_day, block_day, amnesty
          FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY device, condition ORDER BY run DESC) AS newest
                  FROM classification
                 WHERE run <= %d)
         WHERE newest = 1 AND NOT gone
        """
                .formatted(run);
    }

    /// Brings `changes` into the table; what it was is `standing_before`.
    static void apply(Database database) throws IOException {
        database.run("DROP TABLE IF EXISTS standing_before");
        database.run("ALTER TABLE standing RENAME TO standing_before");
        database.temporary(
                "standing",
                """
                SELECT s.device, s.condition, s.since_day, s.block_day, s.amnesty
                  FROM standing_before s
                  ANTI JOIN changes c ON c.device = s.device AND c.condition = s.condition
                 UNION ALL
                SELECT device, condition, since_day, block_day, amnesty FROM changes WHERE NOT gone
                """);
    }

    static void rows(Database database, Classification.Rows rows) throws IOException {
        database.rows(
                """
                SELECT %s AS imei, d.condition, d.block_day
                  FROM standing d
                  LEFT JOIN malformed t ON t.device = d.device
                 ORDER BY imei, d.condition
                """
                        .formatted(IMEI),
                row -> {
                    int day = row.getInt(3);
                    Integer blockDay = row.wasNull() ? null : day;
                    rows.take(row.getString(1), row.getString(2), blockDay);
                });
    }
}
