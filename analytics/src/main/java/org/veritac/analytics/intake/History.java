// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.veritac.analytics.config.OperatorLimits;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Relations;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// How many different devices and subscribers an operator has a day, and whether a file has as many
/// as the days before.
final class History {
    /// How many of an operator's last days a file is compared with.
    static final int DAYS = 30;

    private static final String COUNT =
            """
            SELECT d.day AS day, count(*) AS n
            FROM (SELECT month, %1$s, bit_or("days") AS "days" FROM rows
                  WHERE %1$s IS NOT NULL GROUP BY month, %1$s) x
            JOIN stage_days d ON d.month = x.month AND (x."days" & d.bit) <> 0
            GROUP BY d.day\
            """;

    private final Job job;
    private final int operator;

    History(Job job, int operator) {
        this.job = job;
        this.operator = operator;
    }

    /// Counts the file alone and compares it.
    void check() throws IOException, Refused {
        count("SELECT * FROM fresh");
        List<Check> checks =
                List.of(Check.HISTORIC_IMEI, Check.HISTORIC_IMSI, Check.HISTORIC_MSISDN);
        List<String> columns = List.of("imeis", "imsis", "msisdns");
        OperatorLimits limits = job.limits().operator();
        double[] least = {limits.historicImei(), limits.historicImsi(), limits.historicMsisdn()};
        for (int i = 0; i < least.length; i++) {
            boolean asked =
                    job.asks(checks.get(i)) && (i < 2 || job.limits().region().importMsisdn());
            if (asked) {
                compare(checks.get(i), columns.get(i), least[i]);
            }
        }
    }

    private void compare(Check check, String column, double least) throws IOException, Refused {
        double now = average("SELECT avg(%s) FROM fresh_counts".formatted(column));
        double before =
                average(
                        """
                        SELECT avg(%1$s) FROM (SELECT %1$s FROM daily_counts
                        WHERE operator = %2$d AND imeis + imsis + msisdns > 0
                        ORDER BY day DESC LIMIT %3$d)\
                        """
                                .formatted(column, operator, DAYS));
        if (now < least * before) {
            throw Refused.of(
                    check,
                    String.format(Locale.ROOT, "%.1f a day, %.1f before", now, before),
                    "at least %s of it".formatted(least));
        }
    }

    private double average(String query) throws IOException {
        double[] average = new double[1];
        job.store().database().rows(query, row -> average[0] = row.getDouble(1));
        return average[0];
    }

    /// Counts rows for each day, by the bits of their masks.
    private void count(String rows) throws IOException {
        Database database = job.store().database();
        database.run(
                """
                CREATE OR REPLACE TEMP TABLE fresh_counts AS
                WITH rows AS (%s),
                m AS (SELECT month, bit_or(bit) AS mask FROM stage_days GROUP BY month),
                a AS (%s), b AS (%s), c AS (%s)
                SELECT %d AS operator, d.day AS day,
                       coalesce(a.n, 0) AS imeis, coalesce(b.n, 0) AS imsis, coalesce(c.n, 0) AS msisdns
                FROM stage_days d LEFT JOIN a USING (day) LEFT JOIN b USING (day)
                     LEFT JOIN c USING (day)
                WHERE a.n > 0 OR b.n > 0 OR c.n > 0\
                """
                        .formatted(
                                rows,
                                COUNT.formatted("device"),
                                COUNT.formatted("imsi"),
                                COUNT.formatted("msisdn"),
                                operator));
    }

    /// Leaves the counts with the change, united with those of earlier files of the same days.
    void save() throws IOException {
        Database database = job.store().database();
        long overlap =
                database.number(
                        "SELECT count(*) FROM daily_counts WHERE operator = %d AND day IN (SELECT day FROM stage_days)"
                                .formatted(operator));
        if (overlap > 0) {
            count(
                    """
                    SELECT month, device, imsi, msisdn, "days" FROM fresh UNION ALL
                    SELECT month, device, imsi, msisdn, "days" FROM uses
                    WHERE operator = %d AND month IN (SELECT month FROM stage_days)\
                    """
                            .formatted(operator));
        }
        job.change()
                .replace(
                        Relations.DAILY_COUNTS,
                        """
                        SELECT * FROM daily_counts WHERE operator <> %d
                           OR day NOT IN (SELECT day FROM fresh_counts)
                        UNION ALL SELECT * FROM fresh_counts ORDER BY operator, day\
                        """
                                .formatted(operator));
        database.run("DROP TABLE fresh_counts");
    }
}
