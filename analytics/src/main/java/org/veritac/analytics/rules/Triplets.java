// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

/// The triplet-months that take part in a window, and their days within it.
///
/// A triplet-month (device, IMSI, MSISDN and month, whatever the operator) takes part when its last
/// day is not before the window and its first day not after it. One whose days straddle a window
/// within one month takes part though none of its days lies inside: that is DIRBS's reading and
/// ours.
final class Triplets {
    private Triplets() {}

    /// The relation to read, under the alias `t`.
    ///
    /// Rows of `uses` are by operator. First and last day over all operators matter only where both
    /// edges fall into one month, and for DIRBS's reading of the last day; elsewhere a row speaks
    /// for itself, which saves a grouping.
    static String of(Window window, Setting setting) {
        boolean together = setting.strict() || window.firstMonth() == window.lastMonth();
        return together
                ? """
                (SELECT u.month, u.device, u.imsi, u.msisdn, BIT_OR(u.days) AS days
                   FROM uses u
                  WHERE u.month BETWEEN :first_month AND :last_month
                  GROUP BY u.month, u.device, u.imsi, u.msisdn) t
                """
                : "uses t";
    }

    /// The row under the alias takes part.
    static String takesPart(String alias) {
        return """
        (%1$s.device IS NOT NULL
         AND %1$s.month BETWEEN :first_month AND :last_month
         AND (%1$s.month <> :first_month OR (%1$s.days & :from_mask) <> 0)
         AND (%1$s.month <> :last_month OR (%1$s.days & :to_mask) <> 0))
        """
                .formatted(alias);
    }

    /// The days of the row that lie in the window.
    ///
    /// DIRBS keeps the day after the window when it is the triplet's last of the month (defect W5).
    static String days(String alias, Window window, Setting setting) {
        String last =
                setting.strict() && window.endsWithinMonth()
                        ? "CASE WHEN (%s.days & :past_mask) <> 0 THEN :to_mask ELSE :to_and_end_mask END"
                                .formatted(alias)
                        : ":to_mask";
        return """
        (%1$s.days & CASE WHEN %1$s.month = :first_month THEN :from_mask ELSE %3$d END
         & CASE WHEN %1$s.month = :last_month THEN %2$s ELSE %3$d END)
        """
                .formatted(alias, last, Window.ALL);
    }
}
