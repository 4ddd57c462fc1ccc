// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.classify;

import org.veritac.analytics.store.Relation;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Where runs and what they changed are kept. Rows are added, never changed, until they are folded.
public interface Ledger {
    /// One row for each run of whatever kind.
    Relation RUNS =
            Relation.of(
                    "runs",
                    "run INTEGER, kind VARCHAR, at_second BIGINT, day INTEGER, strict BOOLEAN,"
                            + " essentials VARCHAR, outcome VARCHAR");

    /// What a run of classification changed.
    Relation CLASSIFICATION =
            Relation.of(
                    "classification",
                    "run INTEGER, device BIGINT, condition VARCHAR, since_day INTEGER,"
                            + " block_day INTEGER, amnesty BOOLEAN, gone BOOLEAN");

    /// What a run of lists changed in the blacklist.
    Relation BLACKLIST =
            Relation.of(
                    "blacklist",
                    "run INTEGER, device BIGINT, block_day INTEGER, reasons VARCHAR, change"
                            + " VARCHAR");

    /// What a run of lists changed in the notifications.
    Relation NOTIFICATIONS =
            Relation.of(
                    "notifications",
                    "run INTEGER, operator VARCHAR, device BIGINT, imsi INTEGER, msisdn INTEGER,"
                        + " block_day INTEGER, reasons VARCHAR, amnesty BOOLEAN, change VARCHAR");

    /// What a run of lists changed in the exceptions.
    Relation EXCEPTIONS =
            Relation.of(
                    "exceptions",
                    "run INTEGER, operator VARCHAR, device BIGINT, imsi INTEGER, msisdn INTEGER,"
                            + " change VARCHAR");

    /// For which reason of the register the reasons of a run's blacklist stand.
    Relation REGISTER_REASONS =
            Relation.of("register_reasons", "run INTEGER, reason VARCHAR, code VARCHAR");

    /// What a run of classification decided from, for the one after it.
    Relation BASES =
            Relation.of(
                    "bases",
                    "run INTEGER, day INTEGER, texts VARCHAR, position VARCHAR, lists VARCHAR,"
                            + " known BIGINT, refused VARCHAR");

    /// All of them.
    List<Relation> ALL =
            List.of(
                    RUNS,
                    CLASSIFICATION,
                    BASES,
                    BLACKLIST,
                    NOTIFICATIONS,
                    EXCEPTIONS,
                    REGISTER_REASONS);

    /// Adds the rows of queries, which have the columns of their relations; all of them or none.
    void add(Map<Relation, String> queries) throws IOException;

    /// Puts the rows of queries in place of all rows of their relations, which they may read; all
    /// of them or none. For folding only.
    void replace(Map<Relation, String> queries) throws IOException;
}
