// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.publish;

import org.veritac.analytics.config.ListOptions;

/// The rows by which the lists of a run differ from those of the run before.
final class Changes {
    /// The temporary table with the rows after the run before.
    static final String BEFORE = "before_change";

    private final int run;
    private final ListOptions options;

    Changes(int run, ListOptions options) {
        this.run = run;
        this.options = options;
    }

    /// The query, with the columns of the list's relation.
    String of(Kind kind) {
        return """
        SELECT CAST(%1$d AS INTEGER) AS run, %2$s, '%3$s' AS change
          FROM %4$s n
          LEFT JOIN %5$s o ON %6$s
         WHERE o.run IS NULL
         UNION ALL
        SELECT CAST(%1$d AS INTEGER), %7$s, %8$s
          FROM %5$s o
          LEFT JOIN (SELECT *, TRUE AS here FROM %4$s) n ON %6$s
         WHERE n.here IS NULL
         UNION ALL
        SELECT CAST(%1$d AS INTEGER), %2$s, 'changed'
          FROM %4$s n
          JOIN %5$s o ON %6$s
         WHERE %9$s
        """
                .formatted(
                        run,
                        kind.columns("n"),
                        kind.addition(),
                        kind.fresh(),
                        BEFORE,
                        kind.same("n", "o"),
                        kind.columns("o"),
                        removal(kind),
                        kind.differ("o", "n"));
    }

    /// Why a row went. A notification: paired means resolved, whatever else; then blocked; then the
    /// device is still notified, but not with these users; else it is notified no more.
    private String removal(Kind kind) {
        return switch (kind) {
            case BLACKLIST -> "'unblocked'";
            case EXCEPTIONS -> "'removed'";
            case NOTIFICATIONS ->
                    """
                    CASE WHEN %s THEN 'resolved'
                         WHEN EXISTS (SELECT 1 FROM %s k WHERE k.device = o.device) THEN 'blacklisted'
                         WHEN EXISTS (SELECT 1 FROM notified_devices k WHERE k.device = o.device)
                         THEN 'no_longer_seen'
                         ELSE 'resolved' END
                    """
                            .formatted(Draft.paired("o", options), Kind.BLACKLIST.fresh());
        };
    }
}
