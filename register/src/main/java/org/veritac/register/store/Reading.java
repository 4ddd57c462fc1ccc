// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.identity.Imei;
import org.veritac.identity.Tac;
import org.veritac.register.DeviceModel;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Evidence;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.decision.Judge;
import org.veritac.register.policy.Policy;
import org.veritac.register.policy.PolicyText;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What people ask of a register: why, since when, what is listed. Every answer is of one position.
public final class Reading {
    private static final List<Key.Kind> KINDS = List.of(Key.Kind.values());

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
    /// @param what the kind of change: add, remove, import, undo, replaced by another import, or
    ///   restored because the import that took it away was undone
    /// @param list on which list
    /// @param source whose
    /// @param entry what was stated; of what was taken back its key
    /// @param proposal the proposal that this has approved, 0 for none
    public record Event(
            long position,
            Instant at,
            String who,
            String what,
            ListName list,
            String source,
            Entry entry,
            long proposal) {}

    /// All that was ever stated of a device, of ranges and models it belongs to, and of its links;
    /// oldest first. Imports are looked through layer by layer.
    public List<Event> history(Imei imei) throws IOException {
        return at(
                0,
                (db, standing) -> Chronicle.of(db, register.layers(), imei, standing.position()));
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

    /// Gives what a list has lost and gained since a position, source by source, until the sink
    /// wants no more.
    ///
    /// @throws IllegalArgumentException when the journal does not reach that far
    public void difference(ListName list, String source, long since, Sink sink) throws IOException {
        Standing now = register.snapshot();
        at(
                since,
                (db, then) -> {
                    for (StackName stack : stacks(db, list, source)) {
                        for (Key.Kind kind : KINDS) {
                            if (!difference(db, stack, kind, new Span(then, now), sink)) {
                                return then;
                            }
                        }
                    }
                    return then;
                });
    }

    /// Two positions.
    private record Span(Standing then, Standing now) {}

    private static Set<StackName> stacks(Connection db, ListName list, String source)
            throws SQLException {
        var stacks = new TreeSet<StackName>(Ledger.statedStacks(db));
        for (Activation activation : Ledger.everyActivation(db)) {
            stacks.add(activation.stack());
        }
        stacks.removeIf(stack -> !choice(list, source).takes(stack));
        return stacks;
    }

    private static boolean difference(
            Connection db, StackName stack, Key.Kind kind, Span span, Sink sink)
            throws SQLException, IOException {
        try (var old = span.then().rows(db, stack::equals, kind);
                var fresh = span.now().rows(db, stack::equals, kind)) {
            return new Difference()
                    .compare(
                            old.merge(true),
                            fresh.merge(true),
                            new Difference.Sink() {
                                @Override
                                public boolean removed(Merge gone) throws IOException {
                                    return sink.take(entry(gone.entry(0)), true);
                                }

                                @Override
                                public boolean added(Merge come) throws IOException {
                                    return sink.take(entry(come.entry(0)), false);
                                }
                            });
        }
    }

    /// Takes proofs one by one.
    @FunctionalInterface
    public interface ProofSink {
        /// Takes one.
        ///
        /// @return whether to go on
        boolean take(Evidence proof) throws IOException;
    }

    /// Gives what phones have proven and is still good, the newest of each subscriber, in the order
    /// of IMEIs and IMSIs.
    public void proofs(ProofSink sink) throws IOException {
        at(
                0,
                (db, standing) -> {
                    Testimonies.give(db, standing, sink);
                    return standing;
                });
    }

    /// A change that waits for a second person.
    ///
    /// @param position its number, and where the journal has it
    /// @param at since when
    /// @param who proposed it
    /// @param what it would do, in words; holds whole identities
    public record Proposal(long position, Instant at, String who, String what) {

        /// Without what it is about: this text may stand in a log.
        @Override
        public String toString() {
            return "proposal " + position;
        }
    }

    /// The proposals that wait for a second person, oldest first.
    public List<Proposal> proposals() throws IOException {
        return new Proposals(register).list();
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
