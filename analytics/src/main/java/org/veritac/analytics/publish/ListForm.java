// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.publish;

import java.util.ArrayList;
import java.util.List;

/// How a list looks in a file: which columns, from which rows.
///
/// @param amnesty whether there is a column that says who is pardoned
record ListForm(Kind kind, boolean amnesty) {
    /// The head of the file.
    List<String> head(boolean delta) {
        var head = new ArrayList<String>();
        head.add("imei");
        if (subscribers()) {
            head.add("imsi");
            head.add("msisdn");
        }
        if (reasons()) {
            head.add("block_date");
            head.add("reasons");
        }
        if (amnesty) {
            head.add("amnesty_granted");
        }
        if (delta) {
            head.add("change_type");
        }
        return head;
    }

    /// Whether its rows name subscribers.
    boolean subscribers() {
        return kind != Kind.BLACKLIST;
    }

    /// Whether its rows have a date and reasons.
    boolean reasons() {
        return kind != Kind.EXCEPTIONS;
    }

    /// The rows after the run that is written.
    String full() {
        return "SELECT " + columns("o") + ", '' AS change FROM " + kind.whole() + " o";
    }

    /// The rows in which a run differs from the one before it: those that it added to the ledger.
    String delta(int run) {
        return "SELECT %s, n.change FROM %s n WHERE n.run = %d"
                .formatted(columns("n"), kind.relation().name(), run);
    }

    /// The rows in which a run differs from an earlier one. A row that went has the reason of the
    /// last time that it went.
    String delta(int base, int run) {
        return """
        SELECT %1$s, '%2$s' AS change
          FROM (%3$s) n LEFT JOIN (%4$s) o ON %5$s
         WHERE o.run IS NULL
         UNION ALL
        SELECT %1$s, n.change
          FROM (%6$s) n JOIN (%4$s) o ON %5$s
          LEFT JOIN (%3$s) still ON %7$s
         WHERE still.run IS NULL
         UNION ALL
        SELECT %1$s, 'changed'
          FROM (%3$s) n JOIN (%4$s) o ON %5$s
         WHERE %8$s
        """
                .formatted(
                        columns("n"),
                        kind.addition(),
                        kind.after(run),
                        kind.after(base),
                        kind.same("n", "o"),
                        kind.newest(run),
                        kind.same("n", "still"),
                        kind.differ("o", "n"));
    }

    /// The same columns for every list, so that one writer writes all.
    private String columns(String alias) {
        return "%s.device, %s, %s, %s"
                .formatted(
                        alias,
                        subscribers()
                                ? "%1$s.operator, %1$s.imsi, %1$s.msisdn".formatted(alias)
                                : "'' AS operator, NULL AS imsi, NULL AS msisdn",
                        reasons()
                                ? "%1$s.block_day, %1$s.reasons".formatted(alias)
                                : "NULL AS block_day, '' AS reasons",
                        amnesty ? alias + ".amnesty" : "NULL AS amnesty");
    }
}
