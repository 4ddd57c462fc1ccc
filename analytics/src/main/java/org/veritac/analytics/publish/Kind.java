// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.publish;

import org.veritac.analytics.classify.Ledger;
import org.veritac.analytics.store.Relation;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The lists, with what makes a row the same row and what of it may change.
enum Kind {
    BLACKLIST("device", "block_day reasons", "blocked", "unblocked"),
    NOTIFICATIONS(
            "operator device imsi msisdn",
            "block_day reasons amnesty",
            "new",
            "resolved blacklisted no_longer_seen"),
    EXCEPTIONS("operator device imsi msisdn", "", "added", "removed");

    private final String keys;
    private final String values;
    private final String addition;
    private final String removals;

    Kind(String keys, String values, String addition, String removals) {
        this.keys = keys;
        this.values = values;
        this.addition = addition;
        this.removals = removals;
    }

    Relation relation() {
        return switch (this) {
            case BLACKLIST -> Ledger.BLACKLIST;
            case NOTIFICATIONS -> Ledger.NOTIFICATIONS;
            case EXCEPTIONS -> Ledger.EXCEPTIONS;
        };
    }

    /// The temporary table with the rows of a run in the making.
    String fresh() {
        return "new_" + relation().name();
    }

    /// The temporary table with the rows of a run that is written.
    String whole() {
        return "whole_" + relation().name();
    }

    String addition() {
        return addition;
    }

    /// Columns of a row, without the run and the change.
    String columns(String alias) {
        return words(keys + " " + values)
                .map(column -> alias + "." + column)
                .collect(Collectors.joining(", "));
    }

    /// Two rows are of the same key.
    String same(String a, String b) {
        return words(keys)
                .map(key -> a + "." + key + " IS NOT DISTINCT FROM " + b + "." + key)
                .collect(Collectors.joining(" AND "));
    }

    /// Two rows of one key differ in what counts as a change. An amnesty never comes or goes
    /// without the block date.
    String differ(String a, String b) {
        return values.contains("block_day")
                ? "(%1$s.block_day <> %2$s.block_day OR %1$s.reasons <> %2$s.reasons)"
                        .formatted(a, b)
                : "FALSE";
    }

    /// The rows of the list after a run: the newest of each key, unless it went.
    String after(int run) {
        return newest(run) + " AND change NOT IN (" + gone() + ")";
    }

    /// Of each key the newest row up to a run, also where it says that it went.
    String newest(int run) {
        return """
        SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY %s ORDER BY run DESC) AS newest
                         FROM %s WHERE run <= %d) WHERE newest = 1
        """
                .formatted(words(keys).collect(Collectors.joining(", ")), relation().name(), run);
    }

    private String gone() {
        return words(removals).map(reason -> "'" + reason + "'").collect(Collectors.joining(", "));
    }

    private static Stream<String> words(String list) {
        return Stream.of(list.strip().split(" "));
    }
}
