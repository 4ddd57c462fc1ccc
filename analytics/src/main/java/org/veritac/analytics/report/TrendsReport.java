// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import java.io.IOException;
import java.util.List;

/// Twelve months up to this one.
final class TrendsReport {
    private static final int MONTHS = 12;

    private TrendsReport() {}

    static Report write(Material material) throws IOException {
        Table table =
                material.table(
                        "months",
                        "The last twelve months",
                        """
                        WITH u AS (SELECT * FROM uses WHERE month BETWEEN %1$d AND %2$d),
                        each_device AS (
                          SELECT month, device, COUNT(DISTINCT imsi) AS sims FROM u
                           WHERE device >= 0 GROUP BY month, device),
                        crowded AS (
                          SELECT month, COUNT(*) FILTER (sims > %3$d) AS duplicates,
                                 COUNT(*) AS well_formed
                            FROM each_device GROUP BY month),
                        adds AS (
                          SELECT year(d) * 100 + month(d) AS month, COUNT(*) AS gross_adds
                            FROM (SELECT DATE '1970-01-01' + first_day AS d FROM devices)
                           GROUP BY ALL)
                        SELECT CAST(u.month // 100 AS VARCHAR) || '-'
                                 || lpad(CAST(u.month %% 100 AS VARCHAR), 2, '0') AS month,
                               COUNT(DISTINCT u.device) AS imeis, COUNT(DISTINCT u.imsi) AS imsis,
                               COUNT(DISTINCT u.msisdn) AS msisdns,
                               COALESCE(ANY_VALUE(a.gross_adds), 0) AS gross_adds,
                               COUNT(DISTINCT u.device) FILTER (u.device < 0) AS malformed,
                               COALESCE(ANY_VALUE(c.duplicates), 0) AS duplicates,
                               COALESCE(ROUND(100.0 * ANY_VALUE(c.duplicates)
                                              / ANY_VALUE(c.well_formed), 2), 0)::DOUBLE
                                 AS duplicates_percent
                          FROM u LEFT JOIN crowded c ON c.month = u.month
                          LEFT JOIN adds a ON a.month = u.month
                         GROUP BY u.month ORDER BY u.month
                        """
                                .formatted(
                                        Material.number(material.month().minusMonths(MONTHS - 1)),
                                        material.number(),
                                        material.sims()));
        return new Report(
                Reports.TRENDS.text(),
                "Trends",
                material.month(),
                material.until(),
                List.of(),
                List.of(
                        Section.lines(table, "imeis", "imsis", "msisdns"),
                        Section.lines(
                                table.only(
                                        "duplicates",
                                        "Duplicate IMEIs",
                                        "month",
                                        "duplicates_percent"),
                                "duplicates_percent")));
    }
}
