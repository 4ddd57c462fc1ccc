// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import org.veritac.analytics.rules.Radio;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// Each TAC in a month. Its reliability index (QTR-RLB-IMEI, clause 12.4) is how sure one can be
/// that an IMEI of it is its device's own: the lower end of the 95 % interval (Wilson) of the share
/// of its IMEIs that are neither duplicates nor seen with a radio access that the model has not. A
/// model of which little was seen has a low index, because little is known.
final class ModelsReport {
    private ModelsReport() {}

    static Report write(Material material) throws IOException {
        Table table =
                material.table(
                        "models",
                        "Use and reliability by TAC",
                        """
                        WITH seen AS (
                          SELECT device, COUNT(DISTINCT imsi) AS imsis, COUNT(DISTINCT msisdn) AS msisdns,
                                 COUNT(*) AS triplets, BIT_OR(rats) AS rats
                            FROM uses WHERE month = %1$d AND device >= 0 GROUP BY device),
                        crowded AS (
                          SELECT device FROM %2$s WHERE device >= 0
                           GROUP BY device HAVING COUNT(DISTINCT imsi) > %3$d),
                        judged AS (
                          SELECT s.*, s.device // 1000000 AS tac, m.manufacturer, m.model,
                                 c.device IS NOT NULL AS duplicate,
                                 COALESCE(%4$s, FALSE) AS beyond,
                                 d.first_day >= %5$d AS added
                            FROM seen s LEFT JOIN %6$s m ON m.tac = s.device // 1000000
                            LEFT JOIN crowded c ON c.device = s.device
                            LEFT JOIN devices d ON d.device = s.device),
                        counted AS (
                          SELECT tac, ANY_VALUE(manufacturer) AS maker, ANY_VALUE(model) AS model,
                                 COUNT(*) AS imeis, COUNT(*) FILTER (added) AS gross_adds,
                                 SUM(imsis) AS imei_imsi, SUM(msisdns) AS imei_msisdn,
                                 SUM(triplets) AS triplets,
                                 COUNT(*) FILTER (duplicate) AS duplicates,
                                 COUNT(*) FILTER (beyond) AS radio_beyond_model,
                                 COUNT(*) FILTER (NOT duplicate AND NOT beyond) AS good
                            FROM judged GROUP BY tac)
                        SELECT lpad(CAST(tac AS VARCHAR), 8, '0') AS tac, COALESCE(maker, '') AS maker,
                               COALESCE(model, '') AS model, imeis, gross_adds,
                               CAST(imei_imsi AS BIGINT) AS imei_imsi,
                               CAST(imei_msisdn AS BIGINT) AS imei_msisdn,
                               CAST(triplets AS BIGINT) AS triplets, duplicates, radio_beyond_model,
                               ROUND(100 * (good / imeis + z2 / (2 * imeis)
                                            - z * SQRT(good / imeis * (1 - good / imeis) / imeis
                                                       + z2 / (4 * imeis * imeis)))
                                     / (1 + z2 / imeis), 1) AS reliability
                          FROM counted, (SELECT 1.96::DOUBLE AS z, (1.96 * 1.96)::DOUBLE AS z2)
                         ORDER BY imeis DESC, counted.tac LIMIT %7$d
                        """
                                .formatted(
                                        material.number(),
                                        material.recent(),
                                        material.sims(),
                                        beyond(material.radio()),
                                        material.month().atDay(1).toEpochDay(),
                                        material.models(),
                                        material.top()));
        return new Report(
                Reports.MODELS.text(),
                "Models",
                material.month(),
                material.until(),
                List.of(),
                List.of(Section.plain(table)));
    }

    /// Seen with a generation that the model is known not to have.
    private static String beyond(Radio radio) {
        return radio.generations().stream()
                .map(generation ->
                        "((s.rats & %d) <> 0 AND (m.rats & %d) = 0)"
                                .formatted(generation.seen(), generation.capable()))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }
}
