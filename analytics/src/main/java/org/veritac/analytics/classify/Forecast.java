// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.classify;

import org.veritac.analytics.rules.Setting;
import org.veritac.analytics.rules.Usage;
import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a run, dry or not, newly found: how many devices of which operator, brand and age. The
/// figure that a regulator wants before it enforces anything.
public final class Forecast {
    private Forecast() {}

    /// Devices of one kind that a condition newly found.
    ///
    /// @param operator by which they were used in the time looked back to; empty for none
    /// @param brand of the model; empty for unknown
    /// @param age since they were first seen
    /// @param devices a device used by two operators counts at both
    public record Line(String condition, String operator, String brand, Age age, long devices) {}

    /// How long a device has been in the country.
    public enum Age {
        NEVER_SEEN,
        UNDER_30_DAYS,
        UNDER_180_DAYS,
        UNDER_A_YEAR,
        OLDER
    }

    /// Of the last run of a classification on this database.
    ///
    /// @param lookbackDays within which a use makes a device an operator's
    public static List<Line> of(Database database, Setting setting, int lookbackDays)
            throws IOException {
        var lines = new ArrayList<Line>();
        database.rows(
                """
                SELECT c.condition, COALESCE(o.id, ''), COALESCE(m.brand, ''),
                       CASE WHEN d.first_day IS NULL THEN 0
                            WHEN %1$d - d.first_day < 30 THEN 1
                            WHEN %1$d - d.first_day < 180 THEN 2
                            WHEN %1$d - d.first_day < 365 THEN 3
                            ELSE 4 END AS age,
                       COUNT(DISTINCT c.device)
                  FROM changes c
                  LEFT JOIN standing_before b ON b.device = c.device AND b.condition = c.condition
                  LEFT JOIN devices d ON d.device = c.device
                  LEFT JOIN (SELECT DISTINCT device, operator FROM (%2$s)) u ON u.device = c.device
                  LEFT JOIN operators o ON o.operator = u.operator
                  LEFT JOIN (SELECT l.tac, MIN(COALESCE(l.brand, l.manufacturer)) AS brand
                               FROM models l WHERE %3$s GROUP BY l.tac) m
                    ON c.device >= 0 AND m.tac = c.device // 1000000
                 WHERE NOT c.gone AND b.device IS NULL
                 GROUP BY ALL
                 ORDER BY ALL
                """
                        .formatted(
                                setting.asOf(),
                                Usage.of("changes", lookbackDays, setting),
                                setting.inForce("l")),
                row ->
                        lines.add(
                                new Line(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        Age.values()[row.getInt(4)],
                                        row.getLong(5))));
        return lines;
    }
}
