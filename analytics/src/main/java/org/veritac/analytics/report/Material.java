// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import org.veritac.analytics.rules.Radio;
import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// What reports are written from: the relations of the store, and what is asked.
///
/// @param radio generations of radio access
/// @param until the last day that data of the month is there for
record Material(Database database, Radio radio, Reports.Order order, LocalDate until) {
    /// Days over which the SIMs of a device are counted, as the published figures do (QTR-RLB-IMEI,
    /// clause 7).
    static final int DUPLICATE_DAYS = 30;

    YearMonth month() {
        return order.month();
    }

    /// How many rows a list of the largest has.
    int top() {
        return order.top();
    }

    /// A device on more SIMs than this within [#DUPLICATE_DAYS] is taken for a duplicate.
    int sims() {
        return order.sims();
    }

    /// The month as relations have it.
    int number() {
        return number(month());
    }

    static int number(YearMonth month) {
        return month.getYear() * 100 + month.getMonthValue();
    }

    int firstDay() {
        return (int) month().atDay(1).toEpochDay();
    }

    int lastDay() {
        return (int) until.toEpochDay();
    }

    /// The last run of a kind that was as of no later day than the last; 0 for none.
    int run(String kind) throws IOException {
        return (int)
                database.number(
                        "SELECT COALESCE(MAX(run), 0) FROM runs WHERE kind = ? AND day <= ?",
                        kind,
                        lastDay());
    }

    /// The uses of the last [#DUPLICATE_DAYS] days, exact to the day.
    String recent() {
        LocalDate start = until.minusDays(DUPLICATE_DAYS - 1L);
        int first = number(YearMonth.from(start));
        int last = number(YearMonth.from(until));
        long from = -1L << (start.getDayOfMonth() - 1);
        long to = (1L << until.getDayOfMonth()) - 1;
        return """
        (SELECT * FROM uses
          WHERE month BETWEEN %1$d AND %2$d
            AND (days & CASE WHEN month = %1$d THEN %3$d ELSE -1 END
                      & CASE WHEN month = %2$d THEN %4$d ELSE -1 END) <> 0)
        """
                .formatted(first, last, from, to);
    }

    /// The models in force at the end of the month, one row a TAC.
    String models() {
        return """
        (SELECT tac, ANY_VALUE(manufacturer) AS manufacturer, ANY_VALUE(model) AS model,
                ANY_VALUE(device_type) AS device_type, BIT_OR(rats) AS rats
           FROM models WHERE from_day <= %1$d AND (to_day IS NULL OR to_day > %1$d) GROUP BY tac)
        """
                .formatted(lastDay());
    }

    long count(String sql) throws IOException {
        return database.number(sql);
    }

    /// A table of all that a query gives, under the names it gives.
    Table table(String name, String title, String sql) throws IOException {
        // Asked beforehand, since a table without rows has its columns too.
        var columns = new ArrayList<String>();
        database.rows("DESCRIBE " + sql, row -> columns.add(row.getString(1)));
        var rows = new ArrayList<List<Object>>();
        database.rows(sql, row -> rows.add(cells(row, columns.size())));
        return new Table(name, title, columns, rows);
    }

    private static List<Object> cells(ResultSet row, int count) throws SQLException {
        var cells = new ArrayList<Object>();
        for (int i = 1; i <= count; i++) {
            Object cell = row.getObject(i);
            cells.add(
                    switch (cell) {
                        case null -> "";
                        case Double number -> number;
                        case Number number -> row.getLong(i);
                        default -> cell.toString();
                    });
        }
        return cells;
    }
}
