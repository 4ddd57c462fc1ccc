// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Dimension;

import java.util.Map;

/// Rules about the type allocation code.
final class ModelRules {
    /// Every device seen, with its TAC and its reporting body. Those of a malformed IMEI come from
    /// `heads`, which Java has parsed: what stands first may still be a TAC.
    static final String WITH_TAC =
            """
            (SELECT n.device, n.first_day, n.rats,
                    CAST(FLOOR(n.device / 1000000) AS BIGINT) AS tac,
                    CAST(FLOOR(n.device / 1000000000000) AS BIGINT) AS body
               FROM devices n
              WHERE n.device >= 0
              UNION ALL
             SELECT n.device, n.first_day, n.rats, h.tac, h.body
               FROM devices n
               JOIN heads h ON h.device = n.device)
            """;

    private ModelRules() {}

    /// The TAC is not among the models, and was not so longer than allocations are late after the
    /// first sight: the delay is by device, since a TAC may have been used before it was allocated.
    static String gsmaNotFound(Dimension.GsmaNotFound rule, Setting setting) {
        return fill(
                """
                SELECT d.device
                  FROM %s d
                  LEFT JOIN (SELECT DISTINCT l.tac FROM models l WHERE %s) m ON m.tac = d.tac
                 WHERE m.tac IS NULL
                   AND %s
                   AND d.first_day + %s < :day + 1
                """
                        .formatted(
                                WITH_TAC,
                                setting.inForce("l"),
                                setting.seen("d"),
                                delay(rule.delays())),
                setting);
    }

    /// A normalised IMEI that is not fourteen digits has a negative surrogate.
    static String malformed(Setting setting) {
        return fill(
                "SELECT d.device FROM devices d WHERE d.device < 0 AND " + setting.seen("d"),
                setting);
    }

    /// 001001 to 001017, 0044, 0086 and 0091.
    static String testTac(Setting setting) {
        return fill(
                """
                SELECT d.device
                  FROM %s d
                 WHERE d.tac >= 0
                   AND (CAST(FLOOR(d.tac / 100) AS BIGINT) BETWEEN 1001 AND 1017
                        OR CAST(FLOOR(d.tac / 10000) AS BIGINT) IN (44, 86, 91))
                   AND %s
                """
                        .formatted(WITH_TAC, setting.seen("d")),
                setting);
    }

    static String barredTac(Setting setting) {
        return fill(
                """
                SELECT d.device
                  FROM %s d
                  JOIN (SELECT DISTINCT l.tac FROM barred_tacs l WHERE %s) b ON b.tac = d.tac
                 WHERE %s
                """
                        .formatted(WITH_TAC, setting.inForce("l"), setting.seen("d")),
                setting);
    }

    /// What a model can do is what any of its TACs can: manufacturer and model name are the model.
    static String inconsistentRat(Setting setting) {
        Text text =
                Text.of(
                        """
                        SELECT d.device
                          FROM %1$s d
                          JOIN (SELECT l.tac, l.manufacturer, l.model FROM models l WHERE %2$s) t
                            ON t.tac = d.tac
                          JOIN (SELECT l.manufacturer, l.model, BIT_OR(l.rats) AS rats
                                  FROM models l
                                 WHERE l.manufacturer IS NOT NULL AND l.model IS NOT NULL AND %2$s
                                 GROUP BY l.manufacturer, l.model) m
                            ON m.manufacturer = t.manufacturer AND m.model = t.model
                         WHERE %3$s
                           AND %4$s
                        """
                                .formatted(
                                        WITH_TAC,
                                        setting.inForce("l"),
                                        setting.radio().beyond("d", "m", setting.strict()),
                                        setting.seen("d")));
        return setting.fill(setting.radio().fill(text)).sql();
    }

    private static String delay(Map<Integer, Integer> delays) {
        if (delays.isEmpty()) {
            return "0";
        }
        var cases = new StringBuilder("CASE d.body");
        delays.forEach(
                (body, days) -> cases.append(" WHEN ").append(body).append(" THEN ").append(days));
        return cases.append(" ELSE 0 END").toString();
    }

    private static String fill(String text, Setting setting) {
        return setting.fill(Text.of(text)).sql();
    }
}
