// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import org.veritac.analytics.classify.Run;

import java.io.IOException;
import java.util.List;

/// What the lists of the month's last run hold and what became of them: blocked, unblocked and
/// after how long, seen although blocked, notified, excepted.
final class BlockingReport {
    /// Operators have this many days to put a list in force before a use of what is on it is a
    /// violation; DIRBS's report gives as many.
    static final int GRACE_DAYS = 2;

    private static final int MONTHS = 12;

    private BlockingReport() {}

    static Report write(Material material) throws IOException {
        int run = material.run(Run.LISTS);
        material.database()
                .temporary("blocked_now", standing("blacklist", "device", run, "'unblocked'"));
        material.database()
                .temporary(
                        "notified_now",
                        standing(
                                "notifications",
                                "operator, device, imsi, msisdn",
                                run,
                                "'resolved', 'blacklisted', 'no_longer_seen'"));
        material.database()
                .temporary(
                        "excepted_now",
                        standing("exceptions", "operator, device, imsi, msisdn", run, "'removed'"));
        violations(material);
        unblocked(material);
        return new Report(
                Reports.BLOCKING.text(),
                "Blocking",
                material.month(),
                material.until(),
                figures(material),
                List.of(
                        Section.bars(reasons(material), "imeis")
                                .noted("An IMEI counts with each of its reasons."),
                        Section.bars(months(material), "blocked", "unblocked"),
                        Section.bars(operators(material), "violations", "notified")
                                .noted(
                                        "Violation: a blacklisted IMEI that the operator saw more"
                                                + " than two days after its block date. Notified:"
                                                + " IMEIs with a block date to come.")));
    }

    /// The rows of a list after a run: the newest of each key, unless it went.
    private static String standing(String list, String keys, int run, String gone) {
        return """
        SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY %s ORDER BY run DESC) AS newest
                         FROM %s WHERE run <= %d)
         WHERE newest = 1 AND change NOT IN (%s)
        """
                .formatted(keys, list, run, gone);
    }

    private static void violations(Material material) throws IOException {
        material.database()
                .temporary(
                        "violated",
                        """
                        SELECT DISTINCT b.device, u.operator
                          FROM blocked_now b JOIN uses u ON u.device = b.device AND u.month = %1$d
                          JOIN (SELECT CAST(range AS INTEGER) AS day FROM range(31)) d
                            ON (u.days & (1::BIGINT << d.day)) <> 0
                         WHERE %2$d + d.day > b.block_day + %3$d
                        """
                                .formatted(material.number(), material.firstDay(), GRACE_DAYS));
    }

    /// Those unblocked in the month, with the days since they were blocked.
    private static void unblocked(Material material) throws IOException {
        material.database()
                .temporary(
                        "unblocked_now",
                        """
                        SELECT b.device, r.day - b.block_day AS days
                          FROM blacklist b JOIN runs r ON r.run = b.run
                         WHERE b.change = 'unblocked' AND r.day BETWEEN %d AND %d
                        """
                                .formatted(material.firstDay(), material.lastDay()));
    }

    private static List<Figure> figures(Material material) throws IOException {
        return List.of(
                Figure.count(
                        "blacklisted",
                        "IMEIs on the blacklist",
                        material.count("SELECT COUNT(*) FROM blocked_now")),
                Figure.count(
                        "blocked_in_month",
                        "IMEIs blocked in the month",
                        material.count(
                                """
                                SELECT COUNT(DISTINCT b.device) FROM blacklist b
                                  JOIN runs r ON r.run = b.run
                                 WHERE b.change = 'blocked' AND r.day BETWEEN %d AND %d
                                """
                                        .formatted(material.firstDay(), material.lastDay()))),
                Figure.count(
                        "unblocked_in_month",
                        "IMEIs unblocked in the month",
                        material.count("SELECT COUNT(DISTINCT device) FROM unblocked_now")),
                Figure.count(
                        "days_to_unblock",
                        "Days from block to unblocking, median",
                        material.count(
                                "SELECT CAST(COALESCE(MEDIAN(days), 0) AS BIGINT) FROM"
                                        + " unblocked_now")),
                Figure.count(
                        "violations",
                        "Blacklisted IMEIs in use all the same",
                        material.count("SELECT COUNT(DISTINCT device) FROM violated")),
                Figure.count(
                        "notified",
                        "IMEIs whose holders are being notified",
                        material.count("SELECT COUNT(DISTINCT device) FROM notified_now")),
                Figure.count(
                        "notified_subscribers",
                        "Subscribers being notified",
                        material.count("SELECT COUNT(DISTINCT imsi) FROM notified_now")),
                Figure.count(
                        "excepted",
                        "IMEIs that paired SIMs may use",
                        material.count("SELECT COUNT(DISTINCT device) FROM excepted_now")));
    }

    private static Table reasons(Material material) throws IOException {
        return material.table(
                "reasons",
                "Blacklisted IMEIs by reason",
                """
                SELECT reason, COUNT(*) AS imeis
                  FROM (SELECT UNNEST(STRING_SPLIT(reasons, '|')) AS reason FROM blocked_now)
                 GROUP BY reason ORDER BY imeis DESC, reason
                """);
    }

    private static Table months(Material material) throws IOException {
        return material.table(
                "months",
                "Blocked and unblocked by month",
                """
                SELECT strftime(DATE '1970-01-01' + r.day, '%%Y-%%m') AS month,
                       COUNT(*) FILTER (b.change = 'blocked') AS blocked,
                       COUNT(*) FILTER (b.change = 'unblocked') AS unblocked
                  FROM blacklist b JOIN runs r ON r.run = b.run
                 WHERE r.day BETWEEN %d AND %d GROUP BY 1 ORDER BY 1
                """
                        .formatted(
                                material.month().minusMonths(MONTHS - 1).atDay(1).toEpochDay(),
                                material.lastDay()));
    }

    private static Table operators(Material material) throws IOException {
        return material.table(
                "operators",
                "Violations, notifications and exceptions by operator",
                """
                SELECT o.id AS operator,
                       (SELECT COUNT(DISTINCT v.device) FROM violated v
                         WHERE v.operator = o.operator) AS violations,
                       (SELECT COUNT(DISTINCT n.device) FROM notified_now n
                         WHERE n.operator = o.id) AS notified,
                       (SELECT COUNT(DISTINCT n.imsi) FROM notified_now n
                         WHERE n.operator = o.id) AS notified_subscribers,
                       (SELECT COUNT(DISTINCT e.device) FROM excepted_now e
                         WHERE e.operator = o.id) AS excepted
                  FROM operators o ORDER BY o.id
                """);
    }
}
