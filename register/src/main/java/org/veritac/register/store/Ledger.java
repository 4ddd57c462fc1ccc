// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Entry;
import org.veritac.register.Evidence;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.journal.JournalRecord;
import org.veritac.register.layer.LayerSummary;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The tables that follow from the journal: every single statement ever made, when each layer was
/// in force, every policy, tick and proof. Nothing is ever overwritten, so each query takes the
/// position it asks about.
final class Ledger {
    /// No start or no end; also what layers write.
    static final long ALWAYS = Long.MIN_VALUE;

    static final long FOREVER = Long.MAX_VALUE;

    private static final String[] TABLES = {
        "statement", "activation", "policy", "tick", "evidence", "doubt", "proposal", "ledger"
    };

    /// Tables whose rows each follow from the record of their position alone.
    static final List<String> BY_POSITION =
            List.of("statement", "policy", "tick", "evidence", "doubt");

    /// Tables whose rows later records change, and the order of their rows.
    static final Map<String, String> WHOLE =
            Map.of("activation", "import, since", "proposal", "position", "ledger", "position");

    private static final String ENTRY_COLUMNS =
            "list, source, kind, a, b, imsi, present, reason, reported, since, until, note,"
                    + " position, at";

    private Ledger() {}

    /// Makes the tables where they are missing. Where one was, all are to be filled again.
    static void createTables(Connection db) throws SQLException {
        boolean whole = exist(db) == TABLES.length;
        for (String sql :
                """
                CREATE TABLE IF NOT EXISTS statement (
                    position INTEGER PRIMARY KEY, at INTEGER NOT NULL, list TEXT NOT NULL,
                    source TEXT NOT NULL, kind INTEGER NOT NULL, a INTEGER NOT NULL,
                    b INTEGER NOT NULL, imsi INTEGER NOT NULL, present INTEGER NOT NULL,
                    reason TEXT NOT NULL, reported TEXT, since INTEGER NOT NULL,
                    until INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
                CREATE INDEX IF NOT EXISTS statement_key ON statement (kind, a, b, imsi);
                CREATE INDEX IF NOT EXISTS statement_stack
                    ON statement (list, source, kind, a, b, imsi, position DESC);
                CREATE INDEX IF NOT EXISTS statement_since ON statement (since) WHERE present;
                CREATE INDEX IF NOT EXISTS statement_until ON statement (until) WHERE present;
                CREATE TABLE IF NOT EXISTS activation (
                    import INTEGER NOT NULL, at INTEGER NOT NULL, list TEXT NOT NULL,
                    source TEXT NOT NULL, delta INTEGER NOT NULL, layer TEXT NOT NULL,
                    rows INTEGER NOT NULL, removals INTEGER NOT NULL, digest TEXT NOT NULL,
                    commitment TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER) STRICT;
                CREATE INDEX IF NOT EXISTS activation_since ON activation (since);
                CREATE TABLE IF NOT EXISTS policy (
                    position INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
                CREATE TABLE IF NOT EXISTS tick (
                    position INTEGER PRIMARY KEY, second INTEGER NOT NULL) STRICT;
                CREATE TABLE IF NOT EXISTS evidence (
                    position INTEGER PRIMARY KEY, imsi INTEGER NOT NULL, imei INTEGER NOT NULL,
                    method TEXT NOT NULL, at INTEGER NOT NULL, until INTEGER NOT NULL,
                    certificate TEXT NOT NULL) STRICT;
                CREATE INDEX IF NOT EXISTS evidence_imsi ON evidence (imsi, position DESC);
                CREATE INDEX IF NOT EXISTS evidence_imei ON evidence (imei);
                CREATE INDEX IF NOT EXISTS evidence_until ON evidence (until);
                CREATE TABLE IF NOT EXISTS doubt (
                    position INTEGER PRIMARY KEY, imsi INTEGER NOT NULL, imei INTEGER NOT NULL,
                    until INTEGER NOT NULL) STRICT;
                CREATE INDEX IF NOT EXISTS doubt_imsi ON doubt (imsi, position DESC);
                CREATE INDEX IF NOT EXISTS doubt_until ON doubt (until);
                CREATE TABLE IF NOT EXISTS proposal (
                    position INTEGER PRIMARY KEY, layer TEXT NOT NULL, decided INTEGER) STRICT;
                CREATE INDEX IF NOT EXISTS proposal_open
                    ON proposal (position) WHERE decided IS NULL;
                CREATE TABLE IF NOT EXISTS ledger (position INTEGER NOT NULL) STRICT
                """
                        .split(";")) {
            execute(db, sql);
        }
        if (!whole) {
            execute(db, "DELETE FROM ledger");
        }
    }

    private static long exist(Connection db) throws SQLException {
        return number(
                db,
                "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"
                        + " AND name IN ('statement', 'activation', 'policy', 'tick', 'evidence',"
                        + " 'doubt', 'proposal', 'ledger')");
    }

    /// Empties all tables, to be filled again from the journal.
    static void clear(Connection db) throws SQLException {
        for (String table : TABLES) {
            execute(db, "DELETE FROM " + table);
        }
    }

    static void execute(Connection db, String sql) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The journal position that the tables have followed to.
    static long position(Connection db) throws SQLException {
        return number(db, "SELECT COALESCE(MAX(position), 0) FROM ledger");
    }

    /// Writes down what a record says. Called for every record, in order.
    static void follow(Connection db, JournalRecord record, Recorded recorded) throws SQLException {
        write(db, record, recorded);
        execute(db, "DELETE FROM ledger");
        update(db, "INSERT INTO ledger VALUES (?)", record.position());
    }

    private static void write(Connection db, JournalRecord record, Recorded recorded)
            throws SQLException {
        switch (recorded) {
            case Recorded.Add(ListName list, String source, Entry entry) ->
                    state(db, record, new StackName(list, source), entry, true);
            case Recorded.Remove(ListName list, String source, Key key, Imsi imsi) ->
                    state(
                            db,
                            record,
                            new StackName(list, source),
                            new Entry(key, imsi, Reason.NONE, null, null, null, ""),
                            false);
            case Recorded.Import imported -> activate(db, record, imported);
            case Recorded.Undo(long position) -> undo(db, record.position(), position);
            case Recorded.SetPolicy(String json) ->
                    update(db, "INSERT INTO policy VALUES (?, ?)", record.position(), json);
            case Recorded.Tick(long second) ->
                    update(db, "INSERT INTO tick VALUES (?, ?)", record.position(), second);
            case Recorded.Prove(Evidence evidence) ->
                    update(
                            db,
                            "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?)",
                            record.position(),
                            evidence.imsi().key(),
                            evidence.imei().key(),
                            evidence.method(),
                            evidence.at().getEpochSecond(),
                            evidence.until().getEpochSecond(),
                            evidence.certificate());
            case Recorded.Doubt(Imsi imsi, Imei imei, Instant until) ->
                    update(
                            db,
                            "INSERT INTO doubt VALUES (?, ?, ?, ?)",
                            record.position(),
                            imsi.key(),
                            imei.key(),
                            second(until, ALWAYS));
            case Recorded.Propose(Recorded change) ->
                    update(
                            db,
                            "INSERT INTO proposal VALUES (?, ?, NULL)",
                            record.position(),
                            change instanceof Recorded.Import imported ? imported.layer() : "");
            case Recorded.Approved(long proposal, Recorded change) -> {
                decide(db, record.position(), proposal);
                write(db, record, change);
            }
            case Recorded.Reject(long proposal) -> decide(db, record.position(), proposal);
            case Recorded.Forgotten() -> {}
        }
    }

    private static void decide(Connection db, long position, long proposal) throws SQLException {
        update(db, "UPDATE proposal SET decided = ? WHERE position = ?", position, proposal);
    }

    /// The proposals that nobody has decided yet, oldest first.
    static List<Long> openProposals(Connection db) throws SQLException {
        return positions(
                db,
                "SELECT position FROM proposal WHERE decided IS NULL AND position > ?"
                        + " ORDER BY position",
                0);
    }

    private static void state(
            Connection db, JournalRecord record, StackName stack, Entry entry, boolean present)
            throws SQLException {
        Imsi imsi = entry.imsi();
        LocalDate reported = entry.reported();
        update(
                db,
                "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                record.position(),
                record.atMillis() / 1000,
                stack.list().text(),
                stack.source(),
                entry.key().kind().code(),
                entry.key().a(),
                entry.key().b(),
                imsi == null ? 0 : imsi.key(),
                present ? 1 : 0,
                entry.reason().text(),
                reported == null ? null : reported.toString(),
                second(entry.from(), ALWAYS),
                second(entry.until(), FOREVER),
                entry.note());
    }

    private static long second(@Nullable Instant instant, long otherwise) {
        return instant == null ? otherwise : instant.getEpochSecond();
    }

    private static void activate(Connection db, JournalRecord record, Recorded.Import imported)
            throws SQLException {
        if (!imported.delta()) {
            update(
                    db,
                    "UPDATE activation SET until = ?"
                            + " WHERE list = ? AND source = ? AND until IS NULL",
                    record.position(),
                    imported.list().text(),
                    imported.source());
        }
        update(
                db,
                "INSERT INTO activation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                record.position(),
                imported.second(),
                imported.list().text(),
                imported.source(),
                imported.delta() ? 1 : 0,
                imported.layer(),
                imported.summary().rows(),
                imported.summary().removals(),
                imported.summary().digest(),
                imported.summary().commitment(),
                record.position());
    }

    /// Ends the layer of an import, and lets those hold again that it had replaced.
    private static void undo(Connection db, long position, long imported) throws SQLException {
        update(
                db,
                "INSERT INTO activation SELECT import, at, list, source, delta, layer, rows,"
                        + " removals, digest, commitment, ?, NULL FROM activation WHERE until = ?",
                position,
                imported);
        update(
                db,
                "UPDATE activation SET until = ? WHERE import = ? AND until IS NULL",
                position,
                imported);
    }

    private static void update(Connection db, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            bind(statement, values);
            statement.executeUpdate();
        }
    }

    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    static long number(Connection db, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(sql)) {
            bind(select, values);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /// The names of all layers that were ever in force or are proposed.
    static Set<String> layers(Connection db) throws SQLException {
        try (var select = db.createStatement();
                ResultSet rows =
                        select.executeQuery(
                                "SELECT layer FROM activation UNION SELECT layer FROM proposal"
                                        + " WHERE decided IS NULL AND layer <> ''")) {
            var names = new TreeSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    /// The layers in force at a position, in the order of stacks, oldest first within each.
    static List<Activation> activations(Connection db, long position) throws SQLException {
        return activations(db, "since <= ? AND (until IS NULL OR until > ?)", position, position);
    }

    private static List<Activation> activations(Connection db, String where, Object... values)
            throws SQLException {
        try (PreparedStatement select =
                db.prepareStatement(
                        "SELECT list, source, import, at, delta, layer, rows, removals, digest,"
                                + " commitment FROM activation"
                                + " WHERE "
                                + where)) {
            bind(select, values);
            var activations = new ArrayList<Activation>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    activations.add(
                            new Activation(
                                    stack(rows),
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    rows.getInt(5) != 0,
                                    rows.getString(6),
                                    new LayerSummary(
                                            rows.getLong(7),
                                            rows.getLong(8),
                                            0,
                                            rows.getString(9),
                                            rows.getString(10))));
                }
            }
            activations.sort(
                    Comparator.comparing(Activation::stack)
                            .thenComparingLong(Activation::position));
            return activations;
        }
    }

    /// Every layer's first coming into force.
    static List<Activation> everyActivation(Connection db) throws SQLException {
        return activations(db, "since = import");
    }

    /// The positions at which an import was replaced or taken back.
    static List<Long> ends(Connection db, long imported) throws SQLException {
        return positions(
                db,
                "SELECT until FROM activation WHERE import = ? AND until IS NOT NULL"
                        + " ORDER BY until",
                imported);
    }

    private static List<Long> positions(Connection db, String sql, long of) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(sql)) {
            bind(select, of);
            var positions = new ArrayList<Long>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    positions.add(rows.getLong(1));
                }
            }
            return positions;
        }
    }

    /// The positions at which an import came into force again, as the one that had replaced it was
    /// undone.
    static List<Long> returns(Connection db, long imported) throws SQLException {
        return positions(
                db,
                "SELECT since FROM activation WHERE import = ? AND since <> import ORDER BY since",
                imported);
    }

    /// The layers that an undo of an import would let hold again.
    static List<Activation> replacedBy(Connection db, long imported) throws SQLException {
        return activations(db, "until = ?", imported);
    }

    private static StackName stack(ResultSet rows) throws SQLException {
        return new StackName(ListName.ifValid(rows.getString(1)).orElseThrow(), rows.getString(2));
    }

    /// The stacks in which single statements were ever made.
    static Set<StackName> statedStacks(Connection db) throws SQLException {
        try (var select = db.createStatement();
                ResultSet rows =
                        select.executeQuery("SELECT DISTINCT list, source FROM statement")) {
            var stacks = new TreeSet<StackName>();
            while (rows.next()) {
                stacks.add(stack(rows));
            }
            return stacks;
        }
    }

    static String policy(Connection db, long position) throws SQLException {
        try (PreparedStatement select =
                db.prepareStatement(
                        "SELECT json FROM policy WHERE position <= ?"
                                + " ORDER BY position DESC LIMIT 1")) {
            bind(select, position);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : "{}";
            }
        }
    }

    /// The second as of which entries hold at a position: that of the newest tick.
    static long tick(Connection db, long position) throws SQLException {
        return number(
                db,
                "SELECT second FROM tick WHERE position <= ? ORDER BY position DESC LIMIT 1",
                position);
    }

    /// The next second after one at which a single statement begins or has just ended.
    static long nextDue(Connection db, long second) throws SQLException {
        long begins =
                number(
                        db,
                        "SELECT COALESCE(MIN(since), ?) FROM statement WHERE present AND since > ?",
                        FOREVER,
                        second);
        long ends =
                number(
                        db,
                        "SELECT COALESCE(MIN(until) + 1, ?) FROM statement"
                                + " WHERE present AND until >= ? AND until < ?",
                        FOREVER,
                        second,
                        FOREVER);
        return Math.min(begins, Math.min(ends, Testimonies.nextDue(db, second)));
    }

    /// A statement, in force or not, as the tables keep it.
    ///
    /// @param stack on whose list
    /// @param entry the entry, or the key of what was taken back
    /// @param present whether it was put or taken back
    /// @param position where
    /// @param atSecond when
    record Statement(StackName stack, Entry entry, boolean present, long position, long atSecond) {}

    /// What was ever said of one key up to a position, oldest first.
    static List<Statement> statements(Connection db, Key key, long position) throws SQLException {
        return statements(
                db,
                "kind = ? AND a = ? AND b = ? AND position <= ? ORDER BY position",
                key.kind().code(),
                key.a(),
                key.b(),
                position);
    }

    /// What was ever said of ranges of a kind that contain a number, oldest first.
    static List<Statement> covering(Connection db, Key.Kind kind, long number, long position)
            throws SQLException {
        return statements(
                db,
                "kind = ? AND a <= ? AND b >= ? AND position <= ? ORDER BY position",
                kind.code(),
                number,
                number,
                position);
    }

    /// What was ever said of software versions of a model, oldest first.
    static List<Statement> versions(Connection db, int tac, long position) throws SQLException {
        return statements(
                db,
                "kind = ? AND a = ? AND position <= ? ORDER BY position",
                Key.Kind.TAC_SVN.code(),
                tac,
                position);
    }

    /// What was ever said of links of an IMEI, oldest first.
    static List<Statement> links(Connection db, long imei, long position) throws SQLException {
        return statements(
                db,
                "kind = ? AND (a = ? OR b = ?) AND position <= ? ORDER BY position",
                Key.Kind.LINK.code(),
                imei,
                imei,
                position);
    }

    /// What was said after one position, up to another.
    static List<Statement> since(Connection db, long after, long position) throws SQLException {
        return statements(db, "position > ? AND position <= ? ORDER BY position", after, position);
    }

    private static final String DUE =
            "present AND ((since > ? AND since <= ?) OR (until >= ? AND until < ?))";

    /// Statements that begin or have just ended between two seconds, the later included.
    static List<Statement> due(Connection db, long after, long second) throws SQLException {
        return statements(db, DUE, after, second, after, second);
    }

    /// How many these are.
    static long countDue(Connection db, long after, long second) throws SQLException {
        return number(
                db, "SELECT COUNT(*) FROM statement WHERE " + DUE, after, second, after, second);
    }

    private static List<Statement> statements(Connection db, String where, Object... values)
            throws SQLException {
        try (PreparedStatement select =
                db.prepareStatement("SELECT " + ENTRY_COLUMNS + " FROM statement WHERE " + where)) {
            bind(select, values);
            var statements = new ArrayList<Statement>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    statements.add(statement(rows));
                }
            }
            return statements;
        }
    }

    private static Statement statement(ResultSet rows) throws SQLException {
        String reported = rows.getString(9);
        long imsi = rows.getLong(6);
        var entry =
                new Entry(
                        key(rows),
                        imsi == 0 ? null : Imsi.ofKey(imsi),
                        Reason.ifValid(rows.getString(8)).orElseThrow(),
                        reported == null ? null : LocalDate.parse(reported),
                        instant(rows.getLong(10), ALWAYS),
                        instant(rows.getLong(11), FOREVER),
                        rows.getString(12));
        return new Statement(
                stack(rows), entry, rows.getInt(7) != 0, rows.getLong(13), rows.getLong(14));
    }

    private static Key key(ResultSet rows) throws SQLException {
        return new Key(Key.Kind.of(rows.getInt(3)), rows.getLong(4), rows.getLong(5));
    }

    static @Nullable Instant instant(long second, long none) {
        return second == none ? null : Instant.ofEpochSecond(second);
    }

    /// The newest statement for every key of a stack and kind, in the order of keys.
    static PreparedStatement newest(Connection db, StackName stack, Key.Kind kind, long position)
            throws SQLException {
        PreparedStatement select =
                db.prepareStatement(
                        "SELECT a, b, imsi, present, reason, since, until, position, at, reported,"
                            + " note FROM statement s WHERE list = ? AND source = ? AND kind = ?"
                            + " AND position = (SELECT MAX(position) FROM statement n WHERE n.list"
                            + " = s.list AND n.source = s.source AND n.kind = s.kind AND n.a = s.a"
                            + " AND n.b = s.b AND n.imsi = s.imsi AND n.position <= ?) ORDER BY a,"
                            + " b, imsi");
        bind(select, stack.list().text(), stack.source(), kind.code(), position);
        return select;
    }
}
