// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import java.io.IOException;
import java.util.List;

/// The operators in a month, beside each other.
final class OperatorsReport {
    private OperatorsReport() {}

    static Report write(Material material) throws IOException {
        Table table =
                material.table(
                        "operators",
                        "Identifiers by operator",
                        """
                        WITH u AS (SELECT * FROM uses WHERE month = %1$d),
                             crowded AS (SELECT device FROM %2$s WHERE device >= 0
                                          GROUP BY device HAVING COUNT(DISTINCT imsi) > %3$d)
                        SELECT o.id AS operator, COUNT(DISTINCT u.device) AS imeis,
                               COUNT(DISTINCT u.imsi) AS imsis, COUNT(DISTINCT u.msisdn) AS msisdns,
                               COUNT(*) AS triplets,
                               COUNT(DISTINCT u.device) FILTER (u.device < 0) AS malformed,
                               COUNT(DISTINCT u.device) FILTER (c.device IS NOT NULL) AS duplicates
                          FROM u JOIN operators o ON o.operator = u.operator
                          LEFT JOIN crowded c ON c.device = u.device
                         GROUP BY o.id ORDER BY o.id
                        """
                                .formatted(material.number(), material.recent(), material.sims()));
        return new Report(
                Reports.OPERATORS.text(),
                "Operators",
                material.month(),
                material.until(),
                List.of(),
                List.of(Section.bars(table, "imeis", "imsis", "msisdns")));
    }
}
