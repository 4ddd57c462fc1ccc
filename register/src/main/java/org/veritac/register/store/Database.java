// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.veritac.register.journal.Journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;

/// The SQLite file: one connection that writes, guarded by the register's lock, and a few that
/// read. Every commit is on the disk before it returns (WAL, synchronous=FULL).
final class Database implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int READERS_MAX = 8;
    private static final int BUSY_MILLIS = 10_000;

    private final Path file;
    private final long pagesMax;
    private Connection writer;
    private final ArrayDeque<Connection> readers = new ArrayDeque<>();
    private boolean closed;

    private Database(Path file, long pagesMax, Connection writer) {
        this.file = file;
        this.pagesMax = pagesMax;
        this.writer = writer;
    }

    /// Work on a connection that may fail as SQL does.
    @FunctionalInterface
    interface Work<T> {
        T on(Connection db) throws SQLException, IOException;
    }

    /// Opens a file, or makes one.
    ///
    /// @param pagesMax how many pages it may have; beyond them it is as if the disk were full
    static Database open(Path file, long pagesMax) throws IOException {
        try {
            Connection writer = connect(file, pagesMax);
            boolean good = false;
            try {
                writer.setAutoCommit(false);
                Journal.createTables(writer);
                Ledger.createTables(writer);
                writer.commit();
                writer.setAutoCommit(true);
                good = true;
                return new Database(file, pagesMax, writer);
            } finally {
                if (!good) {
                    writer.close();
                }
            }
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }

    private static Connection connect(Path file, long pagesMax) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + pagesMax);
        }
        return connection;
    }

    /// Runs work in one transaction: all of it is durable, or none of it has happened.
    <T> T write(Work<T> work) throws IOException {
        boolean done = false;
        try {
            if (writer.isClosed() && !isClosed()) {
                writer = connect(file, pagesMax);
            }
            writer.setAutoCommit(false);
            T result = work.on(writer);
            writer.commit();
            done = true;
            return result;
        } catch (SQLException e) {
            throw broken(file, e);
        } finally {
            end(done);
        }
    }

    /// When a disk is full, SQLite itself takes a transaction back, now and then: whether one is
    /// still open is not for sure then. Another connection takes its place, so that nothing half
    /// done is ever committed.
    private void end(boolean done) {
        try {
            if (!done) {
                writer.rollback();
            }
            writer.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.warn("{}: opened again after {}", file, e.getMessage());
            close(writer);
        }
    }

    private boolean isClosed() {
        synchronized (readers) {
            return closed;
        }
    }

    private void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("{}: {}", file, e.getMessage());
        }
    }

    /// Runs work on one consistent state, beside whoever writes.
    <T> T read(Work<T> work) throws IOException {
        Connection reader = reader();
        try {
            reader.setAutoCommit(false);
            T result = work.on(reader);
            reader.rollback();
            return result;
        } catch (SQLException e) {
            throw broken(file, e);
        } finally {
            giveBack(reader);
        }
    }

    private Connection reader() throws IOException {
        synchronized (readers) {
            if (closed) {
                throw new IOException("the register is closed");
            }
            Connection idle = readers.poll();
            if (idle != null) {
                return idle;
            }
        }
        try {
            return connect(file, pagesMax);
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }

    private void giveBack(Connection reader) {
        try {
            reader.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.warn("{}: {}", file, e.getMessage());
            close(reader);
            return;
        }
        synchronized (readers) {
            if (!closed && readers.size() < READERS_MAX) {
                readers.add(reader);
                return;
            }
        }
        close(reader);
    }

    /// Copies the whole database, as it is at one instant, to another file.
    void backup(Path target) throws IOException {
        read(db -> {
            try (var statement = db.prepareStatement("VACUUM INTO ?")) {
                db.setAutoCommit(true);
                statement.setString(1, target.toString());
                statement.execute();
                db.setAutoCommit(false);
            }
            return target;
        });
    }

    static IOException broken(Path file, SQLException e) {
        if (e instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL) {
            return FullDisk.of(file, e);
        }
        return new IOException(file + ": " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        try {
            synchronized (readers) {
                closed = true;
                for (Connection reader : readers) {
                    reader.close();
                }
                readers.clear();
            }
            writer.close();
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }
}
