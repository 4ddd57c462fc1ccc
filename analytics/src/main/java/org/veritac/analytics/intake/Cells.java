// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.veritac.analytics.store.Database;

import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;

/// Appends rows to a table, value by value; what there is none of becomes NULL.
final class Cells implements Closeable {
    private final DuckDBAppender appender;

    Cells(Database database, String table) throws IOException {
        appender = database.appender(table);
    }

    void begin() throws IOException {
        run(DuckDBAppender::beginRow);
    }

    void end() throws IOException {
        run(DuckDBAppender::endRow);
    }

    void device(long device) throws IOException {
        run(device == Identities.ABSENT ? DuckDBAppender::appendNull : to -> to.append(device));
    }

    /// @param number below 0 for none
    void number(int number) throws IOException {
        run(number < 0 ? DuckDBAppender::appendNull : to -> to.append(number));
    }

    /// @param number below 0 for none
    void longNumber(long number) throws IOException {
        run(number < 0 ? DuckDBAppender::appendNull : to -> to.append(number));
    }

    /// A day since 1970, or [Dates#WRONG] for none.
    void day(int day) throws IOException {
        run(day == Dates.WRONG ? DuckDBAppender::appendNull : to -> to.append(day));
    }

    /// @param degrees NaN for none
    void degrees(double degrees) throws IOException {
        run(Double.isNaN(degrees) ? DuckDBAppender::appendNull : to -> to.append(degrees));
    }

    void text(@Nullable String text) throws IOException {
        run(text == null || text.isEmpty() ? DuckDBAppender::appendNull : to -> to.append(text));
    }

    private void run(Append append) throws IOException {
        try {
            append.to(appender);
        } catch (SQLException e) {
            throw Database.failed(e);
        }
    }

    @Override
    public void close() throws IOException {
        run(to -> {
            to.close();
            return to;
        });
    }

    /// One step of appending.
    private interface Append {
        DuckDBAppender to(DuckDBAppender appender) throws SQLException;
    }
}
