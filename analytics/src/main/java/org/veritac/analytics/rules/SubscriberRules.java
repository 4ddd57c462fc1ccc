// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Dimension;

import java.math.BigDecimal;

/// Rules that count the subscribers of a device.
final class SubscriberRules {
    private SubscriberRules() {}

    /// Distinct valid IMSIs, or MSISDNs, of the triplet-months in the window.
    static String duplicateThreshold(Dimension.DuplicateThreshold rule, Setting setting) {
        Window window = Window.of(rule.period(), setting.asOf());
        Text text =
                Text.of(
                        """
                        SELECT p.device
                          FROM (SELECT DISTINCT t.device, t.%1$s
                                  FROM %2$s
                                  %4$s
                                 WHERE t.%1$s IS NOT NULL AND i.%1$s IS NULL
                                   AND %3$s) p
                         GROUP BY p.device
                        HAVING COUNT(*) >= :threshold
                        """
                                .formatted(
                                        name(rule.msisdn()),
                                        Triplets.of(window, setting),
                                        Triplets.takesPart("t"),
                                        invalid(rule.msisdn())));
        return fill(text, window, setting)
                .with("digits_min", digitsMin(rule.msisdn(), setting))
                .with("threshold", rule.threshold())
                .sql();
    }

    /// The sum over days of distinct subscribers, by the days on which there was one. A subscriber
    /// seen on two operators on one day counts once.
    static String duplicateDailyAverage(Dimension.DuplicateDailyAverage rule, Setting setting) {
        Window window = Window.of(rule.period(), setting.asOf());
        String subscribers =
                """
                SELECT t.device, t.month, t.%1$s AS person, BIT_OR(%4$s) AS days
                  FROM %2$s
                  %5$s
                 WHERE t.%1$s IS NOT NULL AND i.%1$s IS NULL
                   AND %3$s
                 GROUP BY t.device, t.month, t.%1$s
                """
                        .formatted(
                                name(rule.msisdn()),
                                Triplets.of(window, setting),
                                Triplets.takesPart("t"),
                                Triplets.days("t", window, setting),
                                invalid(rule.msisdn()));
        Text text = Text.of(average(subscribers));
        return fill(text, window, setting)
                .with("digits_min", digitsMin(rule.msisdn(), setting))
                .with("threshold", rule.threshold())
                .with("min_seen_days", rule.minSeenDays())
                .sql();
    }

    /// As the daily average, but of persons: an IMSI stands for the person it is registered to.
    ///
    /// DIRBS lays the days of all months over each other and counts a person once for the whole
    /// window (defect W4).
    static String dailyAverageUid(Dimension.DailyAverageUid rule, Setting setting) {
        Window window = Window.of(rule.period(), setting.asOf());
        String month = setting.strict() ? "" : ", t.month";
        String persons =
                """
                SELECT t.device%5$s, l.uid AS person, BIT_OR(%4$s) AS days
                  FROM %1$s
                  JOIN subscribers l ON l.imsi = t.imsi
                  %6$s
                 WHERE i.imsi IS NULL
                   AND %2$s
                   AND %3$s
                 GROUP BY t.device%5$s, l.uid
                """
                        .formatted(
                                Triplets.of(window, setting),
                                setting.inForce("l"),
                                Triplets.takesPart("t"),
                                Triplets.days("t", window, setting),
                                month,
                                invalid(false));
        Text text = Text.of(setting.strict() ? averageOfAllMonths(persons) : average(persons));
        return fill(text, window, setting)
                .with("digits_min", Setting.IMSI_DIGITS_MIN)
                .with("threshold", rule.threshold())
                .with("min_seen_days", rule.minSeenDays())
                .sql();
    }

    /// Candidates: enough days of numbers through one operator. The sum by the length of the window
    /// is a whole number in DIRBS, so that "at least n" is "at least n times the length".
    static String transientImei(Dimension.TransientImei rule, Setting setting) {
        Window window = Window.ofDays(rule.days(), setting.asOf());
        Text text =
                Text.of(
                        """
                        SELECT DISTINCT t.device, t.msisdn
                          FROM uses t
                          JOIN (SELECT u.device
                                  FROM uses u
                                  LEFT JOIN msisdns s ON s.msisdn = u.msisdn
                                 WHERE %1$s
                                 GROUP BY u.device
                                HAVING MIN(u.operator) = MAX(u.operator)
                                   AND SUM(CASE WHEN s.digits BETWEEN :digits_min AND 15
                                                THEN BIT_COUNT(%2$s) ELSE 0 END) >= :needed) c
                            ON c.device = t.device
                         WHERE t.msisdn IS NOT NULL
                           AND %3$s
                         ORDER BY device
                        """
                                .formatted(
                                        Triplets.takesPart("u"),
                                        Triplets.days("u", window, setting),
                                        Triplets.takesPart("t")));
        return fill(text, window, setting)
                .with("digits_min", setting.msisdnDigitsMin())
                .with(
                        "needed",
                        BigDecimal.valueOf(rule.msisdns())
                                .multiply(BigDecimal.valueOf(rule.days())))
                .sql();
    }

    /// From the days of each person in each month to the devices with enough persons on average.
    /// The average is compared without a division: sum >= threshold * days.
    private static String average(String persons) {
        return """
        SELECT m.device
          FROM (SELECT p.device, p.month, SUM(BIT_COUNT(p.days)) AS persons,
                       BIT_COUNT(BIT_OR(p.days)) AS seen
                  FROM (%s) p
                 GROUP BY p.device, p.month) m
         GROUP BY m.device
        HAVING SUM(m.seen) > 0
           AND SUM(m.seen) >= :min_seen_days
           AND CAST(SUM(m.persons) AS DECIMAL(18, 0))
               >= CAST(:threshold AS DECIMAL(18, 6)) * CAST(SUM(m.seen) AS DECIMAL(9, 0))
        """
                .formatted(persons);
    }

    private static String averageOfAllMonths(String persons) {
        return """
        SELECT p.device
          FROM (%s) p
         GROUP BY p.device
        HAVING BIT_COUNT(BIT_OR(p.days)) > 0
           AND BIT_COUNT(BIT_OR(p.days)) >= :min_seen_days
           AND CAST(SUM(CASE WHEN p.days <> 0 THEN 1 ELSE 0 END) AS DECIMAL(18, 0))
               >= CAST(:threshold AS DECIMAL(18, 6))
                  * CAST(BIT_COUNT(BIT_OR(p.days)) AS DECIMAL(9, 0))
        """
                .formatted(persons);
    }

    /// Those subscribers of `t` that do not count, under the alias `i`: few, where the others are
    /// all that there are.
    private static String invalid(boolean msisdn) {
        return """
        LEFT JOIN (SELECT s.%1$s FROM %1$ss s
                    WHERE s.digits < :digits_min OR s.digits > 15) i ON i.%1$s = t.%1$s
        """
                .formatted(name(msisdn))
                .strip();
    }

    private static Text fill(Text text, Window window, Setting setting) {
        return setting.fill(text).within(window);
    }

    private static String name(boolean msisdn) {
        return msisdn ? "msisdn" : "imsi";
    }

    private static int digitsMin(boolean msisdn, Setting setting) {
        return msisdn ? setting.msisdnDigitsMin() : Setting.IMSI_DIGITS_MIN;
    }
}
