// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
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

    static Database open(StoreSettings settings, Path work) throws IOException {
        try {
            var connection =
                    DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
            Database database = new Database(connection);
            database.execute("SET memory_limit = '%dB'".formatted(settings.memoryBytes()));
            database.execute("SET threads = %d".formatted(settings.threads()));
            database.execute("SET temp_directory = " + text(work.toString()));
            database.execute("SET preserve_insertion_order = false");
            database.execute("SET autoinstall_known_extensions = false");
            database.execute("SET autoload_known_extensions = false");
            return database;
        } catch (SQLException e) {
            throw new IOException("DuckDB does not start: " + e.getMessage(), e);
        }
    }

    /// The connection itself, for prepared statements. It is closed with the store.
    public DuckDBConnection connection() {
        return connection;
    }

    /// Runs statements of our own.
    ///
    /// @throws IOException when the engine refuses or breaks
    public void execute(String sql) throws IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
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

    /// The one number that a query gives; 0 for NULL.
    public long number(String sql) throws IOException {
        long[] number = new long[1];
        each(sql, row -> number[0] = row.getLong(1));
        return number[0];
    }

    /// Hands over each row of a query.
    public void each(String sql, RowReader reader) throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw failed(e);
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

    /// Says what the engine said, as the failure it is here.
    public static IOException failed(SQLException e) {
        return new IOException("the engine failed: " + e.getMessage(), e);
    }

    /// A text as a literal.
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

    /// Reads one row.
    @FunctionalInterface
    public interface RowReader {
        /// Reads the row the result stands on.
        void read(ResultSet row) throws SQLException, IOException;
    }
}
