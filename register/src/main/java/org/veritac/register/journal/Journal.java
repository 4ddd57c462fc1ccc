// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.journal;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The journal in its table. It appends within the caller's transaction, so that a record and what
/// follows from it are one.
public final class Journal {
    /// The name under which a body carries the commitment to its private part.
    public static final String COMMITMENT = "private";

    private static final Pattern COMMITTED =
            Pattern.compile("\"" + COMMITMENT + "\":\"([0-9a-f]{64})\"");
    private static final int SALT_BYTES = 16;
    private static final String COLUMNS =
            "j.position, j.at, j.who, j.kind, j.body, p.body, j.hash, p.salt";
    private static final String TABLES =
            " FROM journal j LEFT JOIN private p ON p.position = j.position ";

    private final SecureRandom random;

    public Journal(SecureRandom random) {
        this.random = random;
    }

    /// Makes the tables where they are missing.
    public static void createTables(Connection db) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS journal (
                        position INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL,
                        kind TEXT NOT NULL, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT\
                    """);
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS private (
                        position INTEGER PRIMARY KEY, salt BLOB NOT NULL, body TEXT NOT NULL)
                        STRICT\
                    """);
        }
    }

    public static Head head(Connection db) throws SQLException {
        try (var statement = db.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT position, hash, at FROM journal"
                                        + " ORDER BY position DESC LIMIT 1")) {
            return rows.next()
                    ? new Head(
                            rows.getLong(1),
                            HexFormat.of().formatHex(rows.getBytes(2)),
                            rows.getLong(3))
                    : Head.EMPTY;
        }
    }

    /// A fresh commitment to a private part: the salt to keep beside it and the hash for the chain.
    public Commitment commit(String privateBody) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Commitment(salt, privateBody, commitment(salt, privateBody));
    }

    /// A private part on its way into the journal.
    public static final class Commitment {
        private final byte[] salt;
        private final String body;
        private final String hash;

        private Commitment(byte[] salt, String body, String hash) {
            this.salt = salt;
            this.body = body;
            this.hash = hash;
        }

        /// What the record's body must carry as [#COMMITMENT].
        public String hash() {
            return hash;
        }
    }

    /// Appends the record that follows `head`.
    ///
    /// @param record its position and time; the position must follow the head's
    /// @param secret the commitment to its private part, when it has one
    /// @return the new head
    public Head append(Connection db, Head head, JournalRecord record, @Nullable Commitment secret)
            throws SQLException {
        if (record.position() != head.position() + 1 || record.atMillis() < head.atMillis()) {
            throw new IllegalArgumentException("a record follows the newest one");
        }
        byte[] hash = hash(head.hashBytes(), record);
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, record.position());
            insert.setLong(2, record.atMillis());
            insert.setString(3, record.who());
            insert.setString(4, record.kind());
            insert.setString(5, record.body());
            insert.setBytes(6, hash);
            insert.executeUpdate();
        }
        if (secret != null) {
            try (PreparedStatement insert =
                    db.prepareStatement("INSERT INTO private VALUES (?, ?, ?)")) {
                insert.setLong(1, record.position());
                insert.setBytes(2, secret.salt);
                insert.setString(3, secret.body);
                insert.executeUpdate();
            }
        }
        return new Head(record.position(), HexFormat.of().formatHex(hash), record.atMillis());
    }

    /// Gives records in order to whoever asks.
    @FunctionalInterface
    public interface Reader {
        void read(JournalRecord record) throws SQLException;
    }

    /// Reads the records from one position to another, both included.
    public static void read(Connection db, long from, long to, Reader reader) throws SQLException {
        try (PreparedStatement select =
                db.prepareStatement(
                        "SELECT "
                                + COLUMNS
                                + TABLES
                                + "WHERE j.position BETWEEN ? AND ? ORDER BY j.position")) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    reader.read(record(rows));
                }
            }
        }
    }

    /// One record.
    ///
    /// @throws IllegalArgumentException when the journal has no such position
    public static JournalRecord record(Connection db, long position) throws SQLException {
        var found = new ArrayList<JournalRecord>();
        read(db, position, position, found::add);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("the journal has no position " + position);
        }
        return found.getFirst();
    }

    /// Walks along the whole chain.
    ///
    /// @param kept a head kept elsewhere, which must lie on this chain; null for none
    /// @param progress told the position now and then
    public static Verification verify(Connection db, @Nullable Head kept, LongConsumer progress)
            throws SQLException {
        try (var statement = db.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT " + COLUMNS + TABLES + "ORDER BY j.position")) {
            Head head = Head.EMPTY;
            long missing = 0;
            while (rows.next()) {
                JournalRecord record = record(rows);
                String wrong = wrong(head, record, rows);
                if (!wrong.isEmpty()) {
                    return new Verification.Broken(record.position(), wrong);
                }
                Matcher committed = COMMITTED.matcher(record.body());
                if (committed.find() && record.privateBody() == null) {
                    missing++;
                }
                String hash = HexFormat.of().formatHex(rows.getBytes(7));
                head = new Head(record.position(), hash, record.atMillis());
                if (kept != null
                        && kept.position() == head.position()
                        && !kept.hash().equals(hash)) {
                    return new Verification.Broken(
                            head.position(), "its hash is not the one kept elsewhere");
                }
                progress.accept(head.position());
            }
            if (kept != null && kept.position() > head.position()) {
                return new Verification.Broken(
                        head.position(),
                        "the journal ends here, but the head kept elsewhere is " + kept.position());
            }
            return new Verification.Whole(head, missing);
        }
    }

    private static String wrong(Head head, JournalRecord record, ResultSet rows)
            throws SQLException {
        if (record.position() != head.position() + 1) {
            return "a record is missing before it";
        }
        if (!MessageDigest.isEqual(hash(head.hashBytes(), record), rows.getBytes(7))) {
            return "its hash does not follow from its content and the record before it";
        }
        String body = record.privateBody();
        if (body == null) {
            return "";
        }
        Matcher committed = COMMITTED.matcher(record.body());
        boolean kept =
                committed.find() && committed.group(1).equals(commitment(rows.getBytes(8), body));
        return kept ? "" : "its private part is not the one it was recorded with";
    }

    private static JournalRecord record(ResultSet rows) throws SQLException {
        return new JournalRecord(
                rows.getLong(1),
                rows.getLong(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6));
    }

    private static byte[] hash(byte[] previous, JournalRecord record) {
        MessageDigest digest = sha256();
        digest.update(previous);
        digest.update(longs(record.position(), record.atMillis()));
        for (String text : new String[] {record.who(), record.kind(), record.body()}) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static byte[] longs(long one, long other) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(one).putLong(other).array();
    }

    private static String commitment(byte[] salt, String body) {
        MessageDigest digest = sha256();
        digest.update(salt);
        digest.update(body.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
