// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Dimension;

/// Our rules about devices that are in two places. Each asks for two subscribers: one subscriber's
/// device travels, a clone is elsewhere with another.
final class PlaceRules {
    private PlaceRules() {}

    /// Two events in a row of one device, of two subscribers, further apart than anybody travels in
    /// the time between (Q.5052, clause 7.4). The time begins when the earlier one's attachment
    /// ends; the distance is the great circle's, over a sphere of 6,371 km.
    static String simultaneous(Dimension.SimultaneousUse rule, Setting setting) {
        Window window = Window.ofDays(rule.days(), setting.asOf());
        Text text =
                Text.of(
                        """
                        SELECT DISTINCT g.device
                          FROM (SELECT e.device, e.imsi, e.before_imsi,
                                       GREATEST(0, e.at - e.before_at) AS gap_s,
                                       2 * 6371 * ASIN(SQRT(LEAST(1,
                                           POWER(SIN(RADIANS(e.lat - e.before_lat) / 2), 2)
                                           + COS(RADIANS(e.lat)) * COS(RADIANS(e.before_lat))
                                           * POWER(SIN(RADIANS(e.lon - e.before_lon) / 2), 2)))) AS km
                                  FROM (%s) e
                                 WHERE e.before_at IS NOT NULL
                                   AND e.imsi <> e.before_imsi) g
                         WHERE g.km > :km
                           AND g.km * 3600 > :kmh * g.gap_s
                        """
                                .formatted(following()));
        return setting.fill(text)
                .within(window)
                .with("km", rule.km())
                .with("kmh", rule.kmh())
                .sql();
    }

    /// Each event beside the one before it, in an order that leaves no choice to an engine.
    private static String following() {
        return """
        SELECT p.device, p.imsi, p.lat, p.lon, p.at,
               LAG(p.imsi) OVER (%1$s) AS before_imsi,
               LAG(p.lat) OVER (%1$s) AS before_lat,
               LAG(p.lon) OVER (%1$s) AS before_lon,
               LAG(p.until) OVER (%1$s) AS before_at
          FROM (SELECT v.device, v.imsi, v.lat, v.lon,
                       CAST(v.day AS BIGINT) * 86400 + v.second AS at,
                       CAST(v.day AS BIGINT) * 86400 + v.second + COALESCE(v.attached_s, 0) AS until
                  FROM events v
                 WHERE v.device IS NOT NULL AND v.imsi IS NOT NULL
                   AND v.lat IS NOT NULL AND v.lon IS NOT NULL
                   AND v.day >= :start AND v.day < :end) p
        """
                .formatted("PARTITION BY p.device ORDER BY p.at, p.imsi, p.lat, p.lon, p.until");
    }

    /// Days in networks of two countries (Q.5052, clause 7.5).
    static String countries(Dimension.SameDayCountries rule, Setting setting) {
        Window window = Window.ofDays(rule.days(), setting.asOf());
        Text text =
                Text.of(
                        """
                        SELECT d.device
                          FROM (SELECT v.device, v.day
                                  FROM events v
                                 WHERE v.device IS NOT NULL
                                   AND v.day >= :start AND v.day < :end
                                 GROUP BY v.device, v.day
                                HAVING MIN(v.mcc) < MAX(v.mcc) AND MIN(v.imsi) < MAX(v.imsi)) d
                         GROUP BY d.device
                        HAVING COUNT(*) >= :min_days
                        """);
        return setting.fill(text).within(window).with("min_days", rule.minDays()).sql();
    }

    /// Days on two operators. Only months in which a device was on two are laid out in days.
    static String operators(Dimension.SameDayOperators rule, Setting setting) {
        Window window = Window.ofDays(rule.days(), setting.asOf());
        Text text =
                Text.of(
                        """
                        SELECT x.device
                          FROM (SELECT w.device, w.month, n.day
                                  FROM (SELECT t.device, t.month, t.operator, t.imsi, %1$s AS days
                                          FROM uses t
                                          JOIN (SELECT u.device, u.month
                                                  FROM uses u
                                                 WHERE %2$s
                                                 GROUP BY u.device, u.month
                                                HAVING MIN(u.operator) < MAX(u.operator)) c
                                            ON c.device = t.device AND c.month = t.month) w
                                  JOIN days_of_month n ON (w.days & n.bit) <> 0
                                 GROUP BY w.device, w.month, n.day
                                HAVING MIN(w.operator) < MAX(w.operator)
                                   AND MIN(w.imsi) < MAX(w.imsi)) x
                         GROUP BY x.device
                        HAVING COUNT(*) >= :min_days
                        """
                                .formatted(
                                        Triplets.days("t", window, setting),
                                        Triplets.takesPart("u")));
        return setting.fill(text).within(window).with("min_days", rule.minDays()).sql();
    }
}
