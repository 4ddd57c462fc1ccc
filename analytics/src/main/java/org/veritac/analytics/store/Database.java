// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// DuckDB inside this process. What it refuses is a broken world here (a full disk, a limit of
/// memory), because all statements are our own. For one thread.
public final class Database implements Closeable {
    private final DuckDBConnection connection;

    private Database(DuckDBConnection connection) {
        this.connection = connection;
    }

    /// One in memory with nothing in it, which may use what the engine thinks is right.
    public static Database inMemory() throws IOException {
        try {
            return new Database(
                    DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class));
        } catch (SQLException e) {
            throw new IOException("DuckDB does not start: " + e.getMessage(), e);
        }
    }

    static Database open(StoreSettings settings, Path work) throws IOException {
        Database database = inMemory();
        database.run("SET memory_limit = '%dB'".formatted(settings.memoryBytes()));
        database.run("SET threads = %d".formatted(settings.threads()));
        database.run("SET temp_directory = " + text(work.toString()));
        database.ordered(false);
        database.run("SET autoinstall_known_extensions = false");
        database.run("SET autoload_known_extensions = false");
        return database;
    }

    /// Runs statements of our own.
    ///
    /// @throws IOException when the engine refuses or breaks
    public void run(String sql) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Runs a statement with texts and numbers in the places of its question marks.
    public void run(String sql, Object... values) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Runs a statement of our own that writes rows.
    ///
    /// @return how many rows it wrote
    public long update(String sql) throws IOException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Keeps the rows of a query as a temporary table, in place of one of that name.
    public void temporary(String table, String select) throws IOException {
        run("CREATE OR REPLACE TEMPORARY TABLE " + table + " AS " + select);
    }

    /// The one number that a query gives; 0 for NULL or no row.
    public long number(String sql, Object... values) throws IOException {
        long[] number = new long[1];
        rows(sql, row -> number[0] = row.getLong(1), values);
        return number[0];
    }

    /// Hands over each row of a query, with texts and numbers in the places of its question marks,
    /// in the order that the query asks for.
    public void rows(String sql, Row row, Object... values) throws IOException {
        ordered(true);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    row.take(result);
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            ordered(false);
        }
    }

    /// What is written keeps its `ORDER BY` without this, in less memory; what is read loses it
    /// where the result is larger than a row group (122,880) and several threads work.
    private void ordered(boolean order) throws IOException {
        run("SET preserve_insertion_order = " + order);
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /// Appends rows to a table of this connection.
    public DuckDBAppender appender(String table) throws IOException {
        try {
            return connection.createAppender(table);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Says what the engine said, as the failure it is here. Its message may quote a value; of
    /// subscribers the store holds only surrogates.
    public static IOException failed(SQLException e) {
        return new IOException("the engine failed: " + e.getMessage(), e);
    }

    /// A text as a literal; only for texts that this program wrote or a configuration holds.
    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// What is done with each row.
    @FunctionalInterface
    public interface Row {
        /// Takes the row the result stands on.
        void take(ResultSet row) throws SQLException, IOException;
    }
}
