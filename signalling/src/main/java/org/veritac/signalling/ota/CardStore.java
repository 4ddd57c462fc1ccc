// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.sqlite.SQLiteConfig;
import org.veritac.card.ota.Counter;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Which cards there are, who has them, and their two counters. One SQLite file of mode 0600 (WAL,
/// synchronous=FULL): what a method has written when it returns survives a power cut. No key is in
/// it. Counters never go back, also for a card that was withdrawn and comes again, since its keys
/// are the same.
///
/// ```
/// card   iccid  imsi, msisdn (null: withdrawn)  downlink: last used  uplink: highest accepted
/// meta   key_check: of the master key, so that a store is not used with another
/// ```
public final class CardStore implements AutoCloseable {
    /// Cards that are looked at for one number.
    static final int CANDIDATES_MAX = 4;

    private static final int BUSY_MILLIS = 10_000;
    private static final String CARD =
            """
            CREATE TABLE IF NOT EXISTS card(
              iccid TEXT PRIMARY KEY, imsi TEXT UNIQUE, msisdn TEXT,
              downlink INTEGER NOT NULL DEFAULT 0, uplink INTEGER NOT NULL DEFAULT 0)
            STRICT, WITHOUT ROWID
            """;
    private static final String SELECT = "SELECT iccid, imsi, msisdn, uplink FROM card WHERE ";

    private final Path file;
    private final Connection db;

    private CardStore(Path file, Connection db) {
        this.file = file;
        this.db = db;
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    /// Opens a store, or makes a new one.
    ///
    /// @param master the key of its cards
    /// @throws IOException when it cannot be opened, or its cards have another master key
    public static CardStore open(Path file, MasterKey master) throws IOException {
        makePrivate(file);
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        try {
            var store = new CardStore(file, config.createConnection("jdbc:sqlite:" + file));
            boolean good = false;
            try {
                store.prepare(master.check());
                good = true;
                return store;
            } finally {
                if (!good) {
                    store.db.close();
                }
            }
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }

    /// SQLite gives its other files the rights of this one.
    private static void makePrivate(Path file) throws IOException {
        var owner = PosixFilePermissions.fromString("rw-------");
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
        } catch (FileAlreadyExistsException e) {
            Files.setPosixFilePermissions(file, owner);
        }
    }

    private void prepare(String check) throws SQLException, IOException {
        try (var statement = db.createStatement()) {
            statement.executeUpdate(CARD);
            statement.executeUpdate("CREATE INDEX IF NOT EXISTS by_msisdn ON card(msisdn)");
            statement.executeUpdate(
                    "CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value TEXT) STRICT");
        }
        try (var insert = db.prepareStatement("INSERT OR IGNORE INTO meta VALUES('key_check', ?)");
                var select = db.prepareStatement("SELECT value FROM meta")) {
            insert.setString(1, check);
            insert.executeUpdate();
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next() || !check.equals(rows.getString(1))) {
                    throw new IOException(file + ": its cards have another master key");
                }
            }
        }
    }

    /// Says who has cards, in one transaction. Cards that are known keep their counters.
    ///
    /// @return false, and nothing was changed, when an IMSI belongs to another card that was not
    ///   withdrawn
    public synchronized boolean put(Collection<Subscriber> subscribers) throws IOException {
        String upsert =
                "INSERT INTO card(iccid, imsi, msisdn) VALUES(?, ?, ?)"
                        + " ON CONFLICT(iccid) DO UPDATE"
                        + " SET imsi = excluded.imsi, msisdn = excluded.msisdn";
        String owner = "SELECT 1 FROM card WHERE imsi = ? AND iccid <> ?";
        try (var other = db.prepareStatement(owner);
                var put = db.prepareStatement(upsert)) {
            db.setAutoCommit(false);
            for (Subscriber subscriber : subscribers) {
                other.setString(1, subscriber.imsi().digits());
                other.setString(2, subscriber.iccid().digits());
                try (ResultSet rows = other.executeQuery()) {
                    if (rows.next()) {
                        db.rollback();
                        return false;
                    }
                }
                put.setString(1, subscriber.iccid().digits());
                put.setString(2, subscriber.imsi().digits());
                put.setString(3, subscriber.msisdn().digits());
                put.executeUpdate();
            }
            db.commit();
            return true;
        } catch (SQLException e) {
            throw broken(file, e);
        } finally {
            endTransaction();
        }
    }

    /// Takes back what is not committed.
    private void endTransaction() throws IOException {
        try {
            if (!db.getAutoCommit()) {
                db.rollback();
                db.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }

    /// Withdraws a card: nothing is sent to it and nothing taken from it. Its counters stay.
    public void withdraw(Iccid card) throws IOException {
        with(
                "UPDATE card SET imsi = NULL, msisdn = NULL WHERE iccid = ?",
                statement -> {
                    statement.setString(1, card.digits());
                    return statement.executeUpdate();
                });
    }

    /// The subscriber of an IMSI.
    public Optional<Subscriber> find(Imsi imsi) throws IOException {
        return cards("imsi = ?", imsi.digits()).stream().map(Card::subscriber).findFirst();
    }

    /// The cards that a number may stand for, at most [#CANDIDATES_MAX].
    List<Card> candidates(Msisdn msisdn) throws IOException {
        return cards("msisdn = ? ORDER BY iccid LIMIT " + CANDIDATES_MAX, msisdn.digits());
    }

    private List<Card> cards(String where, String value) throws IOException {
        return with(
                SELECT + where,
                statement -> {
                    statement.setString(1, value);
                    var cards = new ArrayList<Card>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            cards.add(card(rows));
                        }
                    }
                    return cards;
                });
    }

    private static Card card(ResultSet row) throws SQLException {
        return new Card(
                new Subscriber(
                        Iccid.of(row.getString(1)),
                        Imsi.of(row.getString(2)),
                        Msisdn.of(row.getString(3))),
                new Counter(row.getLong(4)));
    }

    /// The counter of the next packet to a card: durably used up when this returns. Empty when
    /// there is no such card, or no counter is left.
    Optional<Counter> next(Iccid card) throws IOException {
        return with(
                "UPDATE card SET downlink = downlink + 1 WHERE iccid = ? AND downlink < ?"
                        + " RETURNING downlink",
                statement -> {
                    statement.setString(1, card.digits());
                    statement.setLong(2, Counter.MAX.value());
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next()
                                ? Optional.of(new Counter(rows.getLong(1)))
                                : Optional.empty();
                    }
                });
    }

    /// Uses up the counter of a packet from a card, durably.
    ///
    /// @return false when it, or a higher one, was used before: the packet is a replay
    boolean advance(Iccid card, Counter counter) throws IOException {
        return with(
                "UPDATE card SET uplink = ? WHERE iccid = ? AND uplink < ?",
                statement -> {
                    statement.setLong(1, counter.value());
                    statement.setString(2, card.digits());
                    statement.setLong(3, counter.value());
                    return statement.executeUpdate() == 1;
                });
    }

    private synchronized <T> T with(String sql, Work<T> work) throws IOException {
        try (var statement = db.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }

    private static IOException broken(Path file, SQLException e) {
        return new IOException(file + ": " + e.getMessage(), e);
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            db.close();
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }
}
