// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.duckdb.DuckDBConnection;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A connection to DuckDB whose failures are those of the world.
public final class Database {
    private final DuckDBConnection connection;

    /// Takes a connection on which the relations of the store exist; does not close it.
    public Database(DuckDBConnection connection) {
        this.connection = connection;
    }

    /// What is done with each row.
    @FunctionalInterface
    public interface Row {
        /// Takes the row the result stands on.
        void take(ResultSet row) throws SQLException, IOException;
    }

    /// Runs a statement.
    public void run(String sql) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException broken) {
            throw failed(broken);
        }
    }

    /// Runs a statement with texts and numbers in the places of its question marks.
    public void run(String sql, Object... values) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.execute();
        } catch (SQLException broken) {
            throw failed(broken);
        }
    }

    /// Reads every row, one after the other.
    public void rows(String sql, Row row, Object... values) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    row.take(result);
                }
            }
        } catch (SQLException broken) {
            throw failed(broken);
        }
    }

    /// The one number a query gives; 0 for null or no row.
    public long number(String sql, Object... values) throws IOException {
        long[] found = new long[1];
        rows(sql, row -> found[0] = row.getLong(1), values);
        return found[0];
    }

    /// Keeps the rows of a query as a temporary table, in place of one of that name.
    public void temporary(String table, String select) throws IOException {
        run("CREATE OR REPLACE TEMPORARY TABLE " + table + " AS " + select);
    }

    /// Does it all or not at all.
    public void atOnce(Work work) throws IOException {
        run("BEGIN TRANSACTION");
        boolean done = false;
        try {
            work.run();
            run("COMMIT");
            done = true;
        } finally {
            if (!done) {
                run("ROLLBACK");
            }
        }
    }

    /// A few statements.
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /// The engine's message may quote a value; of subscribers the store holds only surrogates.
    private static IOException failed(SQLException broken) {
        return new IOException("database: " + broken.getMessage(), broken);
    }
}
