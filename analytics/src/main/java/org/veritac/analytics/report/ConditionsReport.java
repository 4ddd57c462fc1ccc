// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import org.veritac.analytics.classify.Run;
import org.veritac.analytics.classify.State;

import java.io.IOException;
import java.util.List;

/// What conditions have found: how many devices of the month comply, how many each condition holds,
/// by operator and together with others.
final class ConditionsReport {
    private ConditionsReport() {}

    static Report write(Material material) throws IOException {
        State.recall(material.database(), material.run(Run.CLASSIFY));
        material.database()
                .temporary(
                        "judged_devices",
                        """
                        SELECT u.device,
                               CASE WHEN MIN(s.block_day) <= %1$d THEN 'non-compliant'
                                    WHEN MIN(s.block_day) > %1$d THEN 'provisionally non-compliant'
                                    WHEN COUNT(s.condition) > 0 THEN 'informative conditions only'
                                    ELSE 'compliant' END AS compliance
                          FROM (SELECT DISTINCT device FROM uses
                                 WHERE month = %2$d AND device IS NOT NULL) u
                          LEFT JOIN standing s ON s.device = u.device GROUP BY u.device
                        """
                                .formatted(material.lastDay(), material.number()));
        return new Report(
                Reports.CONDITIONS.text(),
                "Conditions",
                material.month(),
                material.until(),
                figures(material),
                List.of(
                        Section.bars(compliance(material), "imeis")
                                .noted(
                                        "Non-compliant: a block date has come. Provisionally: it is"
                                                + " set and has not come. Informative conditions"
                                                + " block nobody."),
                        Section.bars(conditions(material), "imeis"),
                        Section.plain(operators(material)),
                        Section.plain(together(material))
                                .noted("The conditions that one IMEI meets at once.")));
    }

    private static List<Figure> figures(Material material) throws IOException {
        long seen = material.count("SELECT COUNT(*) FROM judged_devices");
        return List.of(
                Figure.count("imeis", "IMEIs seen in the month", seen),
                Figure.share(
                        "compliant",
                        "IMEIs that meet no condition",
                        compliant(material, "compliant"),
                        seen),
                Figure.share(
                        "non_compliant",
                        "IMEIs whose block date has come",
                        compliant(material, "non-compliant"),
                        seen),
                Figure.count(
                        "standing",
                        "IMEIs that meet a condition, seen or not",
                        material.count("SELECT COUNT(DISTINCT device) FROM standing")));
    }

    private static long compliant(Material material, String word) throws IOException {
        return material.database()
                .number("SELECT COUNT(*) FROM judged_devices WHERE compliance = ?", word);
    }

    private static Table compliance(Material material) throws IOException {
        return material.table(
                "compliance",
                "Compliance of the IMEIs seen",
                """
                SELECT compliance, COUNT(*) AS imeis FROM judged_devices
                 GROUP BY compliance ORDER BY imeis DESC, compliance
                """);
    }

    private static Table conditions(Material material) throws IOException {
        return material.table(
                "conditions",
                "IMEIs by condition",
                """
                SELECT COALESCE(s.condition, e.condition) AS condition,
                       COUNT(s.device) AS imeis,
                       COUNT(*) FILTER (s.since_day >= %1$d) AS new_in_month,
                       COALESCE(ANY_VALUE(e.ended), 0) AS ended_in_month,
                       COUNT(*) FILTER (s.block_day <= %2$d) AS blocked,
                       COUNT(*) FILTER (s.block_day > %2$d) AS to_be_blocked,
                       COUNT(*) FILTER (s.amnesty) AS amnesty
                  FROM standing s
                  FULL JOIN (SELECT c.condition, COUNT(DISTINCT c.device) AS ended
                               FROM classification c JOIN runs r ON r.run = c.run
                              WHERE c.gone AND r.day BETWEEN %1$d AND %2$d
                              GROUP BY c.condition) e ON e.condition = s.condition
                 GROUP BY 1 ORDER BY 1
                """
                        .formatted(material.firstDay(), material.lastDay()));
    }

    private static Table operators(Material material) throws IOException {
        return material.table(
                "operators",
                "IMEIs by condition and operator where they were seen",
                """
                SELECT s.condition, o.id AS operator, COUNT(DISTINCT s.device) AS imeis,
                       COUNT(*) AS triplets
                  FROM standing s JOIN uses u ON u.device = s.device AND u.month = %d
                  JOIN operators o ON o.operator = u.operator
                 GROUP BY s.condition, o.id ORDER BY s.condition, o.id
                """
                        .formatted(material.number()));
    }

    private static Table together(Material material) throws IOException {
        return material.table(
                "together",
                "Combinations of conditions",
                """
                SELECT conditions, COUNT(*) AS imeis
                  FROM (SELECT device, STRING_AGG(condition, '|' ORDER BY condition) AS conditions
                          FROM standing GROUP BY device)
                 GROUP BY conditions ORDER BY imeis DESC, conditions LIMIT %d
                """
                        .formatted(material.top()));
    }
}
