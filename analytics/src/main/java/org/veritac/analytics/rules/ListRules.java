// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Dimension;

/// Rules about lists.
final class ListRules {
    private ListRules() {}

    /// Also devices that were never seen: the list itself is enough.
    static String stolen(Setting setting) {
        return fill(
                """
                SELECT l.device
                  FROM stolen l
                 WHERE (l.status IS NULL OR l.status = 'blacklist')
                   AND %s
                """
                        .formatted(setting.inForce("l")),
                setting);
    }

    /// Also devices that were never seen.
    static String barred(Setting setting) {
        return fill("SELECT l.device FROM barred l WHERE " + setting.inForce("l"), setting);
    }

    /// Days on the list are counted to the day of the run; DIRBS counts to the wall clock (defect
    /// W9).
    static String monitored(Dimension.ExistsInMonitoringList rule, Setting setting) {
        Text text =
                Text.of(
                        """
                        SELECT d.device
                          FROM devices d
                          JOIN monitoring l ON l.device = d.device
                         WHERE %s
                           AND %s
                           AND (:days = 0 OR %s - l.from_day >= :days)
                        """
                                .formatted(
                                        setting.seen("d"),
                                        setting.inForce("l"),
                                        setting.strict() ? ":today" : ":day"));
        return setting.fill(text.with("days", rule.days())).sql();
    }

    static String unregistered(Setting setting) {
        return notOn("registration", "AND (l.status IS NULL OR l.status = 'whitelist')", setting);
    }

    static String unassociated(Setting setting) {
        return notOn("associations", "", setting);
    }

    private static String notOn(String list, String filter, Setting setting) {
        return fill(
                """
                SELECT d.device
                  FROM %s d
                  LEFT JOIN (SELECT DISTINCT l.device FROM %s l WHERE %s %s) r
                    ON r.device = d.device
                  %s
                 WHERE r.device IS NULL
                   AND %s
                   AND %s
                """
                        .formatted(
                                ModelRules.WITH_TAC,
                                list,
                                setting.inForce("l"),
                                filter,
                                exempted(setting),
                                leftOut(setting),
                                setting.seen("d")),
                setting);
    }

    /// Device types that need no registration are left out. Where there are any, DIRBS also leaves
    /// out every device whose model it does not know; ours keeps those.
    private static String exempted(Setting setting) {
        if (setting.region().exemptedDeviceTypes().isEmpty()) {
            return "";
        }
        return setting.strict()
                ? """
                JOIN (SELECT DISTINCT l.tac
                        FROM models l
                        LEFT JOIN exempted_types e ON e.device_type = l.device_type
                       WHERE e.device_type IS NULL AND l.device_type IS NOT NULL AND %s) x
                  ON x.tac = d.tac
                """
                        .formatted(setting.inForce("l"))
                : """
                LEFT JOIN (SELECT DISTINCT l.tac
                                  FROM models l
                                  JOIN exempted_types e ON e.device_type = l.device_type
                                 WHERE %s) x
                  ON x.tac = d.tac
                """
                        .formatted(setting.inForce("l"));
    }

    private static String leftOut(Setting setting) {
        boolean ours = !setting.strict() && !setting.region().exemptedDeviceTypes().isEmpty();
        return ours ? "x.tac IS NULL" : "d.device IS NOT NULL";
    }

    private static String fill(String text, Setting setting) {
        return setting.fill(Text.of(text)).sql();
    }
}
