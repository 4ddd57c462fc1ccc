// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Tac;
import org.veritac.register.DeviceModel;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.decision.Judge;
import org.veritac.register.journal.Journal;
import org.veritac.register.journal.JournalRecord;
import org.veritac.register.layer.Layer;
import org.veritac.register.layer.Row;
import org.veritac.register.policy.Policy;
import org.veritac.register.policy.PolicyText;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What people ask of a register: why, since when, what is listed. Every answer is of one position.
public final class Reading {
    private static final List<Key.Kind> KINDS = List.of(Key.Kind.values());

    /// Kinds of which a layer has so few rows that they are walked over.
    private static final List<Key.Kind> FEW =
            List.of(Key.Kind.RANGE, Key.Kind.TAC_SVN, Key.Kind.TAC, Key.Kind.LINK);

    private final Register register;

    Reading(Register register) {
        this.register = register;
    }

    /// Recomputes a decision with everything that led to it.
    ///
    /// @param position as of which journal position; 0: the newest
    /// @throws IllegalArgumentException when the journal does not reach that far
    public Explanation explain(EquipmentCheck check, long position) throws IOException {
        return at(
                position,
                (db, standing) -> {
                    Policy policy = PolicyText.read(Ledger.policy(db, standing.position()));
                    var facts = new JournalFacts(db, standing, policy);
                    Judge.Explained explained = Judge.explain(facts, check);
                    return new Explanation(
                            explained.decision(),
                            explained.findings(),
                            model(facts, check.imei().tac()),
                            Explanation.statuses(explained.findings()));
                });
    }

    private static DeviceModel model(JournalFacts facts, Tac tac) {
        return facts.allocation(tac).stream()
                .map(stated -> DeviceModel.read(stated.entry().note()))
                .findFirst()
                .orElse(DeviceModel.UNKNOWN);
    }

    @FunctionalInterface
    private interface Question<T> {
        T of(Connection db, Standing standing) throws SQLException, IOException;
    }

    private <T> T at(long position, Question<T> question) throws IOException {
        Standing now = register.snapshot();
        if (position < 0 || position > now.position()) {
            throw new IllegalArgumentException("the journal has positions 1 to " + now.position());
        }
        try {
            return register.database()
                    .read(db ->
                            question.of(
                                    db,
                                    position == 0
                                            ? now
                                            : Standing.at(db, position, register.layers())));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Something that happened to a device.
    ///
    /// @param position where the journal has it
    /// @param at when
    /// @param who did it
    /// @param what the kind of change: add, remove, import, undo
    /// @param list on which list
    /// @param source whose
    /// @param entry what was stated; null for what was taken back
    public record Event(
            long position,
            Instant at,
            String who,
            String what,
            ListName list,
            String source,
            @Nullable Entry entry) {}

    /// All that was ever stated of a device, of ranges and models it belongs to, and of its links;
    /// oldest first. Imports are looked through layer by layer.
    public List<Event> history(Imei imei) throws IOException {
        return at(
                0,
                (db, standing) -> {
                    var events = new TreeMap<String, Event>();
                    for (Ledger.Statement one : statements(db, standing, imei)) {
                        add(db, events, one);
                    }
                    for (Activation activation : Ledger.everyActivation(db)) {
                        for (Entry entry : entries(activation, imei)) {
                            add(db, events, activation, entry);
                        }
                    }
                    return List.copyOf(events.values());
                });
    }

    private static List<Ledger.Statement> statements(Connection db, Standing standing, Imei imei)
            throws SQLException {
        long position = standing.position();
        var statements = new ArrayList<Ledger.Statement>();
        statements.addAll(Ledger.statements(db, Key.device(imei), position));
        statements.addAll(Ledger.covering(db, Key.Kind.RANGE, imei.key(), position));
        statements.addAll(Ledger.versions(db, imei.tac().value(), position));
        statements.addAll(Ledger.statements(db, Key.tac(imei.tac()), position));
        statements.addAll(Ledger.links(db, imei.key(), position));
        statements.removeIf(one -> one.stack().list() == ListName.TAC);
        return statements;
    }

    private List<Entry> entries(Activation activation, Imei imei) throws IOException {
        if (activation.stack().list() == ListName.TAC
                || activation.stack().list() == ListName.IMSI) {
            return List.of();
        }
        var active = new ActiveLayer(activation, register.layers().layer(activation.layer()));
        var entries = new ArrayList<Entry>();
        device(active, imei, entries);
        for (Key.Kind kind : FEW) {
            var rows = new LayerRows(active, kind);
            while (rows.next()) {
                if (rows.concerns(imei) && !rows.removed()) {
                    entries.add(rows.entry());
                }
            }
        }
        return entries;
    }

    private static void device(ActiveLayer active, Imei imei, List<Entry> entries) {
        Layer layer = active.layer();
        Key key = Key.device(imei);
        for (long row = layer.find(key); row >= 0 && row < layer.size(); row++) {
            Row one = layer.row(row);
            if (!one.key().equals(key)) {
                return;
            }
            if (!one.removed() && one.imsi() != Row.ERASED) {
                entries.add(one.entry());
            }
        }
    }

    private static void add(Connection db, Map<String, Event> events, Ledger.Statement one)
            throws SQLException {
        JournalRecord record = Journal.record(db, one.position());
        put(
                events,
                new Event(
                        one.position(),
                        Instant.ofEpochMilli(record.atMillis()),
                        record.who(),
                        one.present() ? "add" : "remove",
                        one.stack().list(),
                        one.stack().source(),
                        one.entry()));
    }

    private static void add(
            Connection db, Map<String, Event> events, Activation activation, Entry entry)
            throws SQLException {
        JournalRecord record = Journal.record(db, activation.position());
        put(
                events,
                new Event(
                        activation.position(),
                        Instant.ofEpochMilli(record.atMillis()),
                        record.who(),
                        "import",
                        activation.stack().list(),
                        activation.stack().source(),
                        entry));
        for (long end : Ledger.ends(db, activation.position())) {
            JournalRecord last = Journal.record(db, end);
            put(
                    events,
                    new Event(
                            end,
                            Instant.ofEpochMilli(last.atMillis()),
                            last.who(),
                            last.kind().startsWith("undo") ? "undo" : "replaced",
                            activation.stack().list(),
                            activation.stack().source(),
                            entry));
        }
    }

    private static void put(Map<String, Event> events, Event event) {
        Entry entry = event.entry();
        String key = entry == null ? "" : entry.key().digits() + "|" + entry.imsi();
        events.put("%019d %s %s".formatted(event.position(), event.what(), key), event);
    }

    /// An entry in force, and whose it is.
    ///
    /// @param source whose
    /// @param entry the entry
    /// @param position where it was stated
    public record ListEntry(String source, Entry entry, long position) {}

    /// Takes entries one by one, so that a list of any length can be written.
    @FunctionalInterface
    public interface Sink {
        /// Takes one.
        ///
        /// @param removed of a difference: whether the entry is gone
        /// @return whether to go on
        boolean take(ListEntry entry, boolean removed) throws IOException;
    }

    /// Gives the entries in force of a list, in the order of keys.
    ///
    /// @param source of one source only; empty for all
    public void list(ListName list, String source, Sink sink) throws IOException {
        at(
                0,
                (db, standing) -> {
                    for (Key.Kind kind : KINDS) {
                        try (var rows = standing.rows(db, choice(list, source), kind)) {
                            if (!give(rows.merge(true), sink)) {
                                return standing;
                            }
                        }
                    }
                    return standing;
                });
    }

    private static Standing.Choice choice(ListName list, String source) {
        return stack -> stack.list() == list && (source.isEmpty() || stack.source().equals(source));
    }

    private static boolean give(Merge merge, Sink sink) throws IOException {
        while (merge.next()) {
            for (int i = 0; i < merge.count(); i++) {
                if (!sink.take(entry(merge.entry(i)), false)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static ListEntry entry(Stated stated) {
        return new ListEntry(stated.stack().source(), stated.entry(), stated.position());
    }

    /// Gives what a list has lost and gained since a position, source by source.
    ///
    /// @throws IllegalArgumentException when the journal does not reach that far
    public void difference(ListName list, String source, long since, Sink sink) throws IOException {
        Standing now = register.snapshot();
        at(
                since,
                (db, then) -> {
                    for (StackName stack : stacks(db, list, source)) {
                        for (Key.Kind kind : KINDS) {
                            difference(db, stack, kind, then, now, sink);
                        }
                    }
                    return then;
                });
    }

    private static Set<StackName> stacks(Connection db, ListName list, String source)
            throws SQLException {
        var stacks = new TreeSet<StackName>(Ledger.statedStacks(db));
        for (Activation activation : Ledger.everyActivation(db)) {
            stacks.add(activation.stack());
        }
        stacks.removeIf(stack -> !choice(list, source).takes(stack));
        return stacks;
    }

    private static void difference(
            Connection db, StackName stack, Key.Kind kind, Standing then, Standing now, Sink sink)
            throws SQLException, IOException {
        try (var old = then.rows(db, stack::equals, kind);
                var fresh = now.rows(db, stack::equals, kind)) {
            new Difference()
                    .compare(
                            old.merge(true),
                            fresh.merge(true),
                            new Difference.Sink() {
                                @Override
                                public void removed(Merge gone) throws IOException {
                                    sink.take(entry(gone.entry(0)), true);
                                }

                                @Override
                                public void added(Merge come) throws IOException {
                                    sink.take(entry(come.entry(0)), false);
                                }
                            });
        }
    }

    /// An import in force.
    ///
    /// @param position its number: where the journal has it
    /// @param list which list
    /// @param source whose
    /// @param delta whether it stands on those before it
    /// @param rows how many rows it has
    public record ImportInForce(
            long position, ListName list, String source, boolean delta, long rows) {}

    /// The imports in force, oldest first within each list and source.
    public List<ImportInForce> imports() throws IOException {
        return register.snapshot().layers().stream()
                .map(active ->
                        new ImportInForce(
                                active.activation().position(),
                                active.activation().stack().list(),
                                active.activation().stack().source(),
                                active.activation().delta(),
                                active.layer().size()))
                .toList();
    }
}
