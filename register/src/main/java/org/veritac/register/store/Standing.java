// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imsi;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.layer.Layer;
import org.veritac.register.layer.Row;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What is in force at one journal position: the layers, and the single statements up to it.
///
/// @param position the journal position
/// @param second as of which entries hold
/// @param layers in the order of stacks, oldest first within each
/// @param stated the stacks with single statements
record Standing(long position, long second, List<ActiveLayer> layers, Set<StackName> stated) {
    Standing {
        layers = List.copyOf(layers);
        stated = Set.copyOf(stated);
    }

    static Standing at(Connection db, long position, LayerFolder folder)
            throws SQLException, IOException {
        var layers = new ArrayList<ActiveLayer>();
        for (Activation activation : Ledger.activations(db, position)) {
            layers.add(new ActiveLayer(activation, folder.layer(activation.layer())));
        }
        return new Standing(position, Ledger.tick(db, position), layers, Ledger.statedStacks(db));
    }

    /// The same at another position and second, with other layers.
    Standing with(long newPosition, long newSecond, List<ActiveLayer> newLayers) {
        return new Standing(newPosition, newSecond, newLayers, stated);
    }

    /// The same after a single change.
    Standing after(long newPosition, Recorded recorded) {
        return switch (recorded) {
            case Recorded.Add add -> stated(newPosition, new StackName(add.list(), add.source()));
            case Recorded.Remove gone ->
                    stated(newPosition, new StackName(gone.list(), gone.source()));
            case Recorded.Tick(long now) -> with(newPosition, now, layers);
            case Recorded.SetPolicy _, Recorded.Prove _, Recorded.Doubt _, Recorded.Forgotten() ->
                    with(newPosition, second, layers);
            case Recorded.Propose _, Recorded.Reject _ -> with(newPosition, second, layers);
            case Recorded.Approved(_, Recorded change) -> after(newPosition, change);
            case Recorded.Import _, Recorded.Undo _ ->
                    throw new IllegalArgumentException("layers change");
        };
    }

    private Standing stated(long newPosition, StackName stack) {
        if (stated.contains(stack)) {
            return with(newPosition, second, layers);
        }
        var all = new TreeSet<>(stated);
        all.add(stack);
        return new Standing(newPosition, second, layers, all);
    }

    /// Cursors over all rows of some lists, to be closed after the merge.
    static final class Rows implements Closeable {
        private final List<Merge.Input> inputs = new ArrayList<>();
        private final List<Closeable> open = new ArrayList<>();
        private final long second;

        private Rows(long second) {
            this.second = second;
        }

        Merge merge(boolean detailed) throws IOException {
            return new Merge(inputs, second, detailed);
        }

        @Override
        public void close() throws IOException {
            for (Closeable one : open) {
                one.close();
            }
        }
    }

    /// Which stacks to walk over.
    @FunctionalInterface
    interface Choice {
        boolean takes(StackName stack);
    }

    /// Opens the rows of one kind of key in the chosen stacks.
    Rows rows(Connection db, Choice choice, Key.Kind kind) throws SQLException {
        var rows = new Rows(second);
        for (ActiveLayer active : layers) {
            StackName stack = active.activation().stack();
            if (choice.takes(stack) && active.layer().count(kind) > 0) {
                rows.inputs.add(new Merge.Input(stack, new LayerRows(active, kind)));
            }
        }
        for (StackName stack : stated) {
            if (choice.takes(stack)) {
                var cursor = new StatementRows(db, stack, kind, position);
                rows.open.add(cursor);
                rows.inputs.add(new Merge.Input(stack, cursor));
            }
        }
        return rows;
    }

    /// One thing said of a key, in force or not.
    private record Said(@Nullable Entry entry, Key key, long imsi, long position, long atSecond) {
        /// Without its subscriber: this text may stand in a log.
        @Override
        public String toString() {
            return key + " at " + position;
        }

        boolean holds(long second) {
            if (entry == null) {
                return false;
            }
            var from = entry.from();
            var until = entry.until();
            long now = Math.max(second, atSecond);
            return (from == null || from.getEpochSecond() <= now)
                    && (until == null || until.getEpochSecond() >= now);
        }
    }

    private record Place(StackName stack, Key key, long imsi) {

        /// Without its subscriber: this text may stand in a log.
        @Override
        public String toString() {
            return stack + " " + key;
        }
    }

    /// What all stacks together say of some keys, subscriber by subscriber.
    static final class Known {
        private final Map<Place, Said> said = new HashMap<>();
        private final long second;

        private Known(long second) {
            this.second = second;
        }

        private void say(Place place, Said one) {
            Said before = said.get(place);
            if (before == null || before.position() < one.position()) {
                said.put(place, one);
            }
        }

        /// The entries in force.
        List<Stated> entries() {
            return entries(said -> said.holds(second));
        }

        /// The entries not taken back, also those that begin later or have ended.
        List<Stated> present() {
            return entries(said -> true);
        }

        private List<Stated> entries(Predicate<Said> wanted) {
            var entries = new ArrayList<Stated>();
            said.forEach((place, one) -> {
                Entry entry = one.entry();
                if (entry != null && wanted.test(one)) {
                    entries.add(new Stated(place.stack(), entry, one.position()));
                }
            });
            entries.sort((x, y) -> {
                int order = x.entry().key().compareTo(y.entry().key());
                order = order != 0 ? order : x.stack().compareTo(y.stack());
                return order != 0 ? order : Long.compare(x.position(), y.position());
            });
            return entries;
        }
    }

    /// What is said of one key.
    Known known(Connection db, Key key) throws SQLException, IOException {
        var known = new Known(second);
        look(known, Ledger.statements(db, key, position));
        for (ActiveLayer active : layers) {
            Layer layer = active.layer();
            long row = layer.find(key);
            while (row >= 0 && row < layer.size()) {
                Row one = layer.row(row++);
                if (!one.key().equals(key)) {
                    break;
                }
                look(known, active, one);
            }
        }
        return known;
    }

    /// What is said of all ranges of a kind that contain a number. Walks over the ranges of every
    /// layer: for explanations, not for networks.
    Known covering(Connection db, Key.Kind kind, long number) throws SQLException, IOException {
        return scan(
                Ledger.covering(db, kind, number, position),
                kind,
                (a, b) -> a <= number && number <= b);
    }

    /// What is said of all links of an IMEI; walks over the links of every layer.
    Known links(Connection db, long imei) throws SQLException, IOException {
        return scan(
                Ledger.links(db, imei, position), Key.Kind.LINK, (a, b) -> a == imei || b == imei);
    }

    @FunctionalInterface
    private interface Wanted {
        boolean is(long a, long b);
    }

    private Known scan(Collection<Ledger.Statement> statements, Key.Kind kind, Wanted wanted)
            throws IOException {
        var known = new Known(second);
        look(known, statements);
        for (ActiveLayer active : layers) {
            var rows = new LayerRows(active, kind);
            while (rows.next()) {
                if (wanted.is(rows.a(), rows.b())) {
                    look(known, active, rows.row());
                }
            }
        }
        return known;
    }

    private static void look(Known known, Collection<Ledger.Statement> statements) {
        for (Ledger.Statement statement : statements) {
            Entry entry = statement.entry();
            Imsi imsi = entry.imsi();
            long subscriber = imsi == null ? 0 : imsi.key();
            known.say(
                    new Place(statement.stack(), entry.key(), subscriber),
                    new Said(
                            statement.present() ? entry : null,
                            entry.key(),
                            subscriber,
                            statement.position(),
                            statement.atSecond()));
        }
    }

    private static void look(Known known, ActiveLayer active, Row row) {
        if (row.imsi() == Row.ERASED) {
            return;
        }
        Activation activation = active.activation();
        known.say(
                new Place(activation.stack(), row.key(), row.imsi()),
                new Said(
                        row.removed() ? null : row.entry(),
                        row.key(),
                        row.imsi(),
                        activation.position(),
                        activation.atSecond()));
    }
}
