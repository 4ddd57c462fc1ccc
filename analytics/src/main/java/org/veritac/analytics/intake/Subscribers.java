// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.duckdb.DuckDBAppender;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Relation;
import org.veritac.analytics.store.Relations;
import org.veritac.analytics.vault.Kind;
import org.veritac.analytics.vault.Numbers;
import org.veritac.analytics.vault.Packed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/// Leaves with an import what it has met for the first time: the subscribers' numbers in the vault,
/// of their digits only length, network and country in clear; and malformed IMEIs with their text.
final class Subscribers {
    private static final int MCC_DIGITS = 3;
    private static final int MNC2_END = 5;
    private static final int MNC3_END = 6;

    private Subscribers() {}

    static void save(Job job) throws IOException {
        imsis(job);
        msisdns(job);
        malformed(job);
        job.vault().save(job.change());
    }

    private static void imsis(Job job) throws IOException {
        Numbers numbers = job.identities().numbers(Kind.IMSI);
        write(
                job,
                Relations.IMSIS,
                rows -> {
                    for (int i = 0; i < numbers.addedCount(); i++) {
                        int number = numbers.added(i);
                        String digits = Packed.digits(numbers.packed(number));
                        rows.beginRow().append(number).append((byte) digits.length());
                        part(rows, digits, 0, MCC_DIGITS);
                        part(rows, digits, MCC_DIGITS, MNC2_END);
                        part(rows, digits, MCC_DIGITS, MNC3_END);
                        rows.endRow();
                    }
                });
    }

    private static void part(DuckDBAppender rows, String digits, int from, int to)
            throws SQLException {
        if (digits.length() < to) {
            rows.appendNull();
        } else {
            rows.append(Integer.parseInt(digits, from, to, 10));
        }
    }

    private static void msisdns(Job job) throws IOException {
        Numbers numbers = job.identities().numbers(Kind.MSISDN);
        Locality locality = new Locality(job.limits().region(), "");
        write(
                job,
                Relations.MSISDNS,
                rows -> {
                    for (int i = 0; i < numbers.addedCount(); i++) {
                        int number = numbers.added(i);
                        byte[] digits =
                                Packed.digits(numbers.packed(number))
                                        .getBytes(StandardCharsets.US_ASCII);
                        rows.beginRow().append(number).append((byte) digits.length);
                        int country = locality.country(digits, 0, digits.length);
                        if (country < 0) {
                            rows.appendNull();
                        } else {
                            rows.append(country);
                        }
                        rows.endRow();
                    }
                });
    }

    private static void malformed(Job job) throws IOException {
        Database database = job.store().database();
        database.run("CREATE OR REPLACE TEMP TABLE met(device BIGINT, text VARCHAR)");
        fill(
                database,
                rows -> {
                    for (var met : job.identities().malformed().entrySet()) {
                        rows.beginRow().append(met.getValue().longValue());
                        rows.append(met.getKey()).endRow();
                    }
                });
        job.change()
                .write(
                        Relations.MALFORMED,
                        0,
                        0,
                        "SELECT * FROM met ANTI JOIN malformed USING (device) ORDER BY device");
        new Rolling(job, Relations.MALFORMED, "device").join(0, 0);
        database.run("DROP TABLE met");
    }

    private static void write(Job job, Relation relation, Filler filler) throws IOException {
        Database database = job.store().database();
        database.run("CREATE OR REPLACE TEMP TABLE met(%s)".formatted(relation.columns()));
        fill(database, filler);
        String key = relation.columns().substring(0, relation.columns().indexOf(' '));
        job.change().write(relation, 0, 0, "SELECT * FROM met ORDER BY " + key);
        new Rolling(job, relation, key).join(0, 0);
        database.run("DROP TABLE met");
    }

    private static void fill(Database database, Filler filler) throws IOException {
        try (DuckDBAppender rows = database.appender("met")) {
            filler.fill(rows);
        } catch (SQLException e) {
            throw Database.failed(e);
        }
    }

    /// Appends rows.
    private interface Filler {
        void fill(DuckDBAppender rows) throws SQLException;
    }
}
