// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.duckdb.DuckDBAppender;
import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The small relations that rules read beside those of the store: what Java has parsed, and what is
/// text in the configuration.
final class Surroundings {
    private Surroundings() {}

    static void prepare(Engine engine, Setting setting) throws IOException {
        days(engine.database());
        exemptions(engine.database(), setting);
        heads(engine.database());
        for (String table : new String[] {"days_of_month", "exempted_types", "heads"}) {
            engine.show(table);
        }
    }

    /// The days of a month with their bits.
    private static void days(Database database) throws IOException {
        var rows = new ArrayList<String>();
        for (int day = 1; day <= 31; day++) {
            rows.add("(" + day + ", " + (1L << (day - 1)) + ")");
        }
        database.run("CREATE OR REPLACE TEMPORARY TABLE days_of_month(day INTEGER, bit BIGINT)");
        insert(database, "days_of_month", rows);
    }

    private static void exemptions(Database database, Setting setting) throws IOException {
        database.run("CREATE OR REPLACE TEMPORARY TABLE exempted_types(device_type VARCHAR)");
        for (String type : setting.region().exemptedDeviceTypes().stream().distinct().toList()) {
            database.run("INSERT INTO exempted_types VALUES (?)", type);
        }
    }

    /// What stands first in a malformed IMEI: eight digits as a TAC, two as a reporting body, or
    /// -1.
    private static void heads(Database database) throws IOException {
        database.run(
                "CREATE OR REPLACE TEMPORARY TABLE heads(device BIGINT, tac BIGINT, body BIGINT)");
        try (DuckDBAppender rows = database.appender("heads")) {
            database.rows(
                    "SELECT device, text FROM malformed",
                    row -> {
                        String text = row.getString(2);
                        rows.beginRow().append(row.getLong(1));
                        rows.append(head(text, 8)).append(head(text, 2)).endRow();
                    });
        } catch (SQLException e) {
            throw Database.failed(e);
        }
    }

    private static void insert(Database database, String table, List<String> rows)
            throws IOException {
        if (!rows.isEmpty()) {
            database.run("INSERT INTO " + table + " VALUES " + String.join(", ", rows));
        }
    }

    /// The first digits as a number, or -1 when they are not digits or too few.
    static long head(String text, int digits) {
        if (text.length() < digits) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
