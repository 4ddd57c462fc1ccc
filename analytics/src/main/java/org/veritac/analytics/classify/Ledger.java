// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.classify;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Where runs and what they changed are kept. Rows are added, never changed.
public interface Ledger {
    /// A relation of the ledger.
    ///
    /// @param columns as in CREATE TABLE
    record Relation(String name, String columns) {}

    /// One row for each run of whatever kind.
    Relation RUNS =
            new Relation(
                    "runs",
                    "run INTEGER, kind VARCHAR, at_second BIGINT, day INTEGER, strict BOOLEAN,"
                            + " essentials VARCHAR, outcome VARCHAR");

    /// What a run of classification changed.
    Relation CLASSIFICATION =
            new Relation(
                    "classification",
                    "run INTEGER, device BIGINT, condition VARCHAR, since_day INTEGER,"
                            + " block_day INTEGER, amnesty BOOLEAN, gone BOOLEAN");

    /// What a run of lists changed in the blacklist.
    Relation BLACKLIST =
            new Relation(
                    "blacklist",
                    "run INTEGER, device BIGINT, block_day INTEGER, reasons VARCHAR, change"
                            + " VARCHAR");

    /// What a run of lists changed in the notifications.
    Relation NOTIFICATIONS =
            new Relation(
                    "notifications",
                    "run INTEGER, operator VARCHAR, device BIGINT, imsi INTEGER, msisdn INTEGER,"
                        + " block_day INTEGER, reasons VARCHAR, amnesty BOOLEAN, change VARCHAR");

    /// What a run of lists changed in the exceptions.
    Relation EXCEPTIONS =
            new Relation(
                    "exceptions",
                    "run INTEGER, operator VARCHAR, device BIGINT, imsi INTEGER, msisdn INTEGER,"
                            + " change VARCHAR");

    /// For which reason of the register the reasons of a run's blacklist stand.
    Relation REGISTER_REASONS =
            new Relation("register_reasons", "run INTEGER, reason VARCHAR, code VARCHAR");

    /// All of them.
    List<Relation> ALL =
            List.of(RUNS, CLASSIFICATION, BLACKLIST, NOTIFICATIONS, EXCEPTIONS, REGISTER_REASONS);

    /// Adds the rows of queries, which have the columns of their relations; all of them or none.
    void add(Map<Relation, String> queries) throws IOException;
}
