// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.veritac.register.journal.Head;
import org.veritac.register.journal.Journal;
import org.veritac.register.journal.Verification;
import org.veritac.register.layer.Layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/// Walks along the chain, compares every layer with it, and then makes tables and index anew beside
/// those in use and compares both.
final class Inspection {
    /// How many records are followed before their rows are compared and let go.
    private static final long RECORDS_A_STEP = 10_000;

    private static final String TABLE_REMEDY =
            "; while nothing runs, drop that table in veritac.db, and the next start makes it anew";
    private static final String INDEX_REMEDY =
            "; while nothing runs, delete the folder index, and the next start makes it anew";

    private final Register register;

    Inspection(Register register) {
        this.register = register;
    }

    /// Looks at everything.
    ///
    /// @param kept a head that was kept elsewhere; null for none
    /// @param progress told the position now and then
    Verification run(@Nullable Head kept, LongConsumer progress) throws IOException {
        Database database = register.database();
        Verification found = database.read(db -> Journal.verify(db, kept, progress));
        if (found instanceof Verification.Whole) {
            found = layers(found);
        }
        if (found instanceof Verification.Whole whole) {
            found = database.read(db -> tables(db, whole));
        }
        return found instanceof Verification.Whole ? index(found) : found;
    }

    /// Compares every layer that was ever in force with what the journal says of it: decisions of
    /// the past rest on those that were replaced.
    private Verification layers(Verification chain) throws IOException {
        for (Activation activation : register.database().read(Ledger::everyActivation)) {
            try (Layer layer = Layer.map(register.layers().path(activation.layer()))) {
                layer.verify(activation.summary());
            } catch (IOException e) {
                return new Verification.Broken(
                        activation.position(),
                        "the layer of import "
                                + activation.position()
                                + " cannot be read: "
                                + e.getMessage());
            }
        }
        return chain;
    }

    private static Verification tables(Connection live, Verification whole)
            throws SQLException, IOException {
        long end = Journal.head(live).position();
        try (Connection fresh = new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
            fresh.setAutoCommit(false);
            Ledger.createTables(fresh);
            for (long from = 1; from <= end; from += RECORDS_A_STEP) {
                long to = Math.min(end, from + RECORDS_A_STEP - 1);
                Journal.read(live, from, to, r -> Ledger.follow(fresh, r, Records.read(r)));
                for (String table : Ledger.BY_POSITION) {
                    String rows =
                            " FROM " + table + " WHERE position BETWEEN " + from + " AND " + to;
                    if (differ(live, fresh, "SELECT *" + rows + " ORDER BY position")) {
                        return differing(table, from + " to " + to);
                    }
                    Ledger.execute(fresh, "DELETE" + rows);
                }
            }
            return rest(live, fresh, end) instanceof Verification.Differing found ? found : whole;
        }
    }

    /// Compares rows of no position, and tables that are only right as a whole.
    private static @Nullable Verification rest(Connection live, Connection fresh, long end)
            throws SQLException {
        for (String table : Ledger.BY_POSITION) {
            String others = " WHERE position NOT BETWEEN 1 AND " + end;
            if (differ(live, fresh, "SELECT * FROM " + table + others)) {
                return differing(table, "outside the journal");
            }
        }
        for (var table : Ledger.WHOLE.entrySet()) {
            String rows = "SELECT * FROM " + table.getKey() + " ORDER BY " + table.getValue();
            if (differ(live, fresh, rows)) {
                return differing(table.getKey(), "1 to " + end);
            }
        }
        return null;
    }

    private static Verification differing(String table, String positions) {
        return new Verification.Differing(
                "the table " + table,
                "its rows of positions " + positions + " do not follow from it" + TABLE_REMEDY);
    }

    private static boolean differ(Connection live, Connection fresh, String query)
            throws SQLException {
        try (PreparedStatement one = live.prepareStatement(query);
                PreparedStatement other = fresh.prepareStatement(query);
                ResultSet rows = one.executeQuery();
                ResultSet wanted = other.executeQuery()) {
            int columns = wanted.getMetaData().getColumnCount();
            if (rows.getMetaData().getColumnCount() != columns) {
                return true;
            }
            while (wanted.next()) {
                if (!rows.next() || !row(rows, columns).equals(row(wanted, columns))) {
                    return true;
                }
            }
            return rows.next();
        }
    }

    private static List<@Nullable String> row(ResultSet rows, int columns) throws SQLException {
        var row = new ArrayList<@Nullable String>(columns);
        for (int column = 1; column <= columns; column++) {
            row.add(rows.getString(column));
        }
        return row;
    }

    /// Builds the index that is in use once more, from what it says it was built from.
    private Verification index(Verification whole) throws IOException {
        Register.Shown shown = register.shown();
        Path work = Files.createDirectories(register.directory().resolve("work"));
        Path folder = Files.createTempDirectory(work, "index");
        try {
            var indexes = register.indexes().in(folder);
            Indexes.Index wanted =
                    register.database()
                            .read(db -> {
                                Standing basis =
                                        Indexes.basis(
                                                db,
                                                shown.view(),
                                                shown.standing(),
                                                register.layers());
                                return indexes.build(db, basis, Publisher.links(db, basis));
                            });
            if (!Arrays.equals(wanted.devices().digest(), shown.view().devices().digest())) {
                return stray("the index of devices");
            }
            return Arrays.equals(wanted.pairs().digest(), shown.view().pairs().digest())
                    ? whole
                    : stray("the index of pairs");
        } finally {
            Scraps.clear(folder);
            Files.deleteIfExists(folder);
        }
    }

    private static Verification stray(String what) {
        return new Verification.Differing(
                what, "it does not follow from journal and layers" + INDEX_REMEDY);
    }
}
