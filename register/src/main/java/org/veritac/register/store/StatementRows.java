// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.identity.Imsi;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.Reason;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/// The newest single statement for each key of a stack.
final class StatementRows implements RowCursor, Closeable {
    private static final Path TABLE = Path.of("statement");

    private final PreparedStatement select;
    private final ResultSet rows;
    private final Key.Kind kind;
    private long a;
    private long b;
    private long imsi;
    private boolean present;
    private Reason reason = Reason.NONE;
    private long from;
    private long until;
    private long position;
    private long atSecond;

    StatementRows(Connection db, StackName stack, Key.Kind kind, long position)
            throws SQLException {
        this.select = Ledger.newest(db, stack, kind, position);
        this.rows = select.executeQuery();
        this.kind = kind;
    }

    @Override
    public boolean next() throws IOException {
        try {
            if (!rows.next()) {
                return false;
            }
            a = rows.getLong(1);
            b = rows.getLong(2);
            imsi = rows.getLong(3);
            present = rows.getInt(4) != 0;
            reason = Reason.ifValid(rows.getString(5)).orElseThrow();
            from = rows.getLong(6);
            until = rows.getLong(7);
            position = rows.getLong(8);
            atSecond = rows.getLong(9);
            return true;
        } catch (SQLException e) {
            throw Database.broken(TABLE, e);
        }
    }

    @Override
    public long a() {
        return a;
    }

    @Override
    public long b() {
        return b;
    }

    @Override
    public long imsi() {
        return imsi;
    }

    @Override
    public boolean removed() {
        return !present;
    }

    @Override
    public Reason reason() {
        return reason;
    }

    @Override
    public long from() {
        return from;
    }

    @Override
    public long until() {
        return until;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long atSecond() {
        return atSecond;
    }

    @Override
    public Entry entry() throws IOException {
        try {
            String reported = rows.getString(10);
            return new Entry(
                    new Key(kind, a, b),
                    imsi == 0 ? null : Imsi.ofKey(imsi),
                    reason,
                    reported == null ? null : LocalDate.parse(reported),
                    Ledger.instant(from, Ledger.ALWAYS),
                    Ledger.instant(until, Ledger.FOREVER),
                    rows.getString(11));
        } catch (SQLException e) {
            throw Database.broken(TABLE, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            select.close();
        } catch (SQLException e) {
            throw Database.broken(TABLE, e);
        }
    }
}
