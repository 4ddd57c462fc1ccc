// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import java.io.IOException;
import java.util.List;

/// What is registered, to whom, and what of that is in use; what is reported stolen, and what of
/// that is in use or was recovered.
final class RegisteredReport {
    private static final int MONTHS = 12;

    private RegisteredReport() {}

    static Report write(Material material) throws IOException {
        return new Report(
                Reports.REGISTERED.text(),
                "Registered and stolen devices",
                material.month(),
                material.until(),
                figures(material),
                List.of(
                        Section.bars(statuses(material), "imeis"),
                        Section.plain(types(material)),
                        Section.bars(stolenByMonth(material), "reported", "taken_off"),
                        Section.bars(stolenByOperator(material), "imeis")
                                .noted("Seen in the month on or after the day of the report.")));
    }

    private static List<Figure> figures(Material material) throws IOException {
        long seen =
                material.count(
                        "SELECT COUNT(DISTINCT device) FROM uses WHERE device >= 0 AND month = "
                                + material.number());
        long known =
                material.count(
                        """
                        SELECT COUNT(DISTINCT u.device) FROM uses u
                          JOIN (%s) l ON l.device = u.device
                           AND (l.status IS NULL OR l.status = 'whitelist')
                         WHERE u.month = %d
                        """
                                .formatted(inForce(material, "registration"), material.number()));
        return List.of(
                count(material, "registered", "Registered IMEIs", "registration", "device"),
                Figure.share("registered_share", "IMEIs in use that are registered", known, seen),
                Figure.count(
                        "registered_in_month",
                        "IMEIs registered in the month",
                        material.count(
                                """
                                SELECT COUNT(DISTINCT device) FROM registration
                                 WHERE from_day BETWEEN %d AND %d
                                """
                                        .formatted(material.firstDay(), material.lastDay()))),
                count(material, "paired", "IMEIs paired with SIMs", "pairs", "device"),
                count(material, "associated", "IMEIs with a known owner", "associations", "device"),
                count(material, "owners", "Persons who own a device", "associations", "uid"),
                count(material, "subscribers", "SIMs of registered persons", "subscribers", "imsi"),
                count(material, "stolen", "IMEIs reported stolen", "stolen", "device"));
    }

    private static Figure count(
            Material material, String name, String label, String list, String column)
            throws IOException {
        return Figure.count(
                name,
                label,
                material.count(
                        "SELECT COUNT(DISTINCT %s) FROM (%s)"
                                .formatted(column, inForce(material, list))));
    }

    private static String inForce(Material material, String list) {
        return "SELECT * FROM %1$s WHERE from_day <= %2$d AND (to_day IS NULL OR to_day > %2$d)"
                .formatted(list, material.lastDay());
    }

    private static Table statuses(Material material) throws IOException {
        return material.table(
                "statuses",
                "Registrations by status",
                """
                SELECT COALESCE(status, 'none') AS status, COUNT(*) AS imeis FROM (%s)
                 GROUP BY 1 ORDER BY imeis DESC, status
                """
                        .formatted(inForce(material, "registration")));
    }

    private static Table types(Material material) throws IOException {
        return material.table(
                "types",
                "Registrations by type of device and maker",
                """
                SELECT COALESCE(l.device_type, '') AS device_type,
                       COALESCE(l.brand_name, m.manufacturer, 'unknown') AS maker, COUNT(*) AS imeis
                  FROM (%s) l LEFT JOIN %s m ON l.device >= 0 AND m.tac = l.device // 1000000
                 GROUP BY 1, 2 ORDER BY imeis DESC, 1, 2 LIMIT %d
                """
                        .formatted(
                                inForce(material, "registration"),
                                material.models(),
                                material.top()));
    }

    private static Table stolenByMonth(Material material) throws IOException {
        return material.table(
                "stolen_months",
                "Stolen devices reported and taken off the list by month",
                """
                SELECT month, SUM(reported)::BIGINT AS reported, SUM(taken_off)::BIGINT AS taken_off
                  FROM (SELECT strftime(DATE '1970-01-01' + reported_day, '%%Y-%%m') AS month,
                               1 AS reported, 0 AS taken_off
                          FROM (%1$s) WHERE reported_day BETWEEN %2$d AND %3$d
                         UNION ALL
                        SELECT strftime(DATE '1970-01-01' + to_day, '%%Y-%%m'), 0, 1 FROM stolen s
                         WHERE to_day BETWEEN %2$d AND %3$d
                           AND NOT EXISTS (FROM (%1$s) n WHERE n.device = s.device))
                 GROUP BY month ORDER BY month
                """
                        .formatted(
                                inForce(material, "stolen"),
                                material.month().minusMonths(MONTHS - 1).atDay(1).toEpochDay(),
                                material.lastDay()));
    }

    private static Table stolenByOperator(Material material) throws IOException {
        return material.table(
                "stolen_operators",
                "Stolen devices in use by operator",
                """
                SELECT o.id AS operator, COUNT(DISTINCT s.device) AS imeis
                  FROM (%1$s) s JOIN uses u ON u.device = s.device AND u.month = %2$d
                  JOIN operators o ON o.operator = u.operator
                 WHERE (s.status IS NULL OR s.status = 'blacklist')
                   AND (s.reported_day IS NULL OR s.reported_day < %3$d
                        OR (s.reported_day < %3$d + 31 AND (u.days >> (s.reported_day - %3$d)) <> 0))
                 GROUP BY o.id ORDER BY o.id
                """
                        .formatted(
                                inForce(material, "stolen"),
                                material.number(),
                                material.firstDay()));
    }
}
