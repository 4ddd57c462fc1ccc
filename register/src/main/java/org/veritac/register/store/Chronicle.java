// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.journal.Journal;
import org.veritac.register.journal.JournalRecord;
import org.veritac.register.layer.Layer;
import org.veritac.register.layer.Row;
import org.veritac.register.store.Reading.Event;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// All that was ever stated of one device, put together from single statements and from every layer
/// that was ever in force.
final class Chronicle {
    /// Kinds of which a layer has so few rows that they are walked over.
    private static final List<Key.Kind> FEW =
            List.of(Key.Kind.RANGE, Key.Kind.TAC_SVN, Key.Kind.TAC, Key.Kind.LINK);

    private final Connection db;
    private final LayerFolder layers;
    private final Imei imei;
    private final Map<String, Event> events = new TreeMap<>();

    private Chronicle(Connection db, LayerFolder layers, Imei imei) {
        this.db = db;
        this.layers = layers;
        this.imei = imei;
    }

    /// The events up to a position, oldest first.
    static List<Event> of(Connection db, LayerFolder layers, Imei imei, long position)
            throws SQLException, IOException {
        var chronicle = new Chronicle(db, layers, imei);
        for (Ledger.Statement one : chronicle.statements(position)) {
            chronicle.put(
                    one.position(), one.present() ? "add" : "remove", one.stack(), one.entry());
        }
        for (Activation activation : Ledger.everyActivation(db)) {
            for (Row row : chronicle.rows(activation)) {
                if (row.removed()) {
                    chronicle.removed(activation, row);
                } else {
                    chronicle.listed(activation, row.entry());
                }
            }
        }
        return List.copyOf(chronicle.events.values());
    }

    private List<Ledger.Statement> statements(long position) throws SQLException {
        var statements = new ArrayList<Ledger.Statement>();
        statements.addAll(Ledger.statements(db, Key.device(imei), position));
        statements.addAll(Ledger.covering(db, Key.Kind.RANGE, imei.key(), position));
        statements.addAll(Ledger.versions(db, imei.tac().value(), position));
        statements.addAll(Ledger.statements(db, Key.tac(imei.tac()), position));
        statements.addAll(Ledger.links(db, imei.key(), position));
        statements.removeIf(one -> one.stack().list() == ListName.TAC);
        return statements;
    }

    /// What a layer says of the device.
    private List<Row> rows(Activation activation) throws IOException {
        if (activation.stack().list() == ListName.TAC
                || activation.stack().list() == ListName.IMSI) {
            return List.of();
        }
        Layer layer = layers.layer(activation.layer());
        var found = new ArrayList<Row>();
        Key key = Key.device(imei);
        for (long number = layer.find(key); number >= 0 && number < layer.size(); number++) {
            Row row = layer.row(number);
            if (!row.key().equals(key)) {
                break;
            }
            if (row.imsi() != Row.ERASED) {
                found.add(row);
            }
        }
        for (Key.Kind kind : FEW) {
            var cursor = new LayerRows(new ActiveLayer(activation, layer), kind);
            while (cursor.next()) {
                if (cursor.concerns(imei)) {
                    found.add(cursor.row());
                }
            }
        }
        return found;
    }

    /// An entry came with an import; it went, and perhaps came back, with that.
    private void listed(Activation activation, Entry entry) throws SQLException, IOException {
        StackName stack = activation.stack();
        put(activation.position(), "import", stack, entry);
        for (long end : Ledger.ends(db, activation.position())) {
            put(end, isUndo(end) ? "undo" : "replaced", stack, entry);
        }
        for (long again : Ledger.returns(db, activation.position())) {
            Stated stated = stated(again, stack, entry);
            if (stated != null && stated.position() == activation.position()) {
                put(again, "restored", stack, entry);
            }
        }
    }

    /// An import took an entry back; when it was undone the entry came back.
    private void removed(Activation activation, Row row) throws SQLException, IOException {
        StackName stack = activation.stack();
        Imsi imsi = row.imsi() == 0 ? null : Imsi.ofKey(row.imsi());
        var gone = new Entry(row.key(), imsi, Reason.NONE, null, null, null, "");
        if (stated(activation.position() - 1, stack, gone) == null) {
            return; // there was nothing to take back
        }
        put(activation.position(), "remove", stack, gone);
        for (long end : Ledger.ends(db, activation.position())) {
            Stated back = isUndo(end) ? stated(end, stack, gone) : null;
            if (back != null) {
                put(end, "restored", stack, back.entry());
            }
        }
    }

    private boolean isUndo(long position) throws SQLException {
        return Journal.record(db, position).kind().startsWith("undo");
    }

    /// What a stack has under the key and subscriber of an entry at a position; null for nothing.
    private @Nullable Stated stated(long position, StackName stack, Entry like)
            throws SQLException, IOException {
        Standing then = Standing.at(db, position, layers);
        for (Stated stated : then.known(db, like.key()).present()) {
            if (stated.stack().equals(stack)
                    && Objects.equals(stated.entry().imsi(), like.imsi())) {
                return stated;
            }
        }
        return null;
    }

    private void put(long position, String what, StackName stack, Entry entry) throws SQLException {
        JournalRecord record = Journal.record(db, position);
        events.put(
                "%019d %s %s|%s".formatted(position, what, entry.key().digits(), entry.imsi()),
                new Event(
                        position,
                        Instant.ofEpochMilli(record.atMillis()),
                        record.who(),
                        what,
                        stack.list(),
                        stack.source(),
                        entry,
                        Records.proposal(record)));
    }
}
