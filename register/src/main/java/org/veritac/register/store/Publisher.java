// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.policy.PeerTable;
import org.veritac.register.policy.Policy;
import org.veritac.register.policy.PolicyText;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Keeps the view in step with the journal. Called with the register's lock held; only [#view] is
/// for everyone.
final class Publisher {
    private static final List<Key.Kind> RULE_KINDS =
            List.of(Key.Kind.RANGE, Key.Kind.TAC_SVN, Key.Kind.TAC);

    private ClassSets sets;
    private volatile @Nullable View view;

    /// Nothing to be seen yet.
    ///
    /// @param setsMax how many class sets there may be
    Publisher(int setsMax) {
        sets = new ClassSets(setsMax);
    }

    /// A view that nobody sees yet.
    ///
    /// @param sets the numbers it uses
    record Made(View view, ClassSets sets) {}

    /// Shows a view to all checks from here on.
    void publish(Made made) {
        sets = made.sets();
        view = made.view();
    }

    /// The newest view; null before the first.
    @Nullable View view() {
        return view;
    }

    private View current() {
        View current = view;
        if (current == null) {
            throw new AssertionError("the register adopts an index before anything changes");
        }
        return current;
    }

    /// The view on another index, with everything that has changed since it was built.
    Made adopted(Connection db, Standing standing, Indexes.Index index)
            throws SQLException, IOException {
        ClassSets own = index.sets().copy();
        Policy policy = PolicyText.read(Ledger.policy(db, standing.position()));
        Links links = links(db, standing);
        RuleTables rules = rules(db, standing, own);
        Effects since = since(db, standing, index);
        var devices = new Long2IntOpenHashMap();
        var pairs = new Long2ObjectOpenHashMap<Long2IntOpenHashMap>();
        for (long imei : withGroups(since.devices(), links)) {
            devices.put(imei, own.number(Indexes.deviceSet(db, standing, links, imei)));
            look(db, standing, imei, own, pairs);
        }
        View fresh =
                new View(
                        standing.position(),
                        standing.second(),
                        policy,
                        new PeerTable(policy.operators().values()),
                        View.Meaning.of(own, policy),
                        index.devices(),
                        index.pairs(),
                        Overlay.EMPTY.with(devices, pairs),
                        rules,
                        links,
                        allocations(db, standing),
                        Testimonies.all(db, standing));
        return new Made(fresh, own);
    }

    /// What has happened to single devices after an index was built.
    private static Effects since(Connection db, Standing standing, Indexes.Index index)
            throws SQLException {
        var effects = new Effects();
        for (Ledger.Statement one : Ledger.since(db, index.position(), standing.position())) {
            effects.touch(one.stack().list(), one.entry().key());
        }
        return due(db, standing, index.second(), effects);
    }

    /// Counts in what began or ended after a second.
    static Effects due(Connection db, Standing standing, long after, Effects effects)
            throws SQLException {
        for (Ledger.Statement one : Ledger.due(db, after, standing.second())) {
            effects.touch(one.stack().list(), one.entry().key());
        }
        Testimonies.due(db, after, standing.second(), effects);
        for (ActiveLayer active : standing.layers()) {
            ListName list = active.activation().stack().list();
            var rows = active.dueBetween(after, standing.second());
            while (rows.hasNext()) {
                effects.touch(list, active.layer().row(rows.nextLong()).key());
            }
        }
        return effects;
    }

    /// The view where the journal stands after a change of known effects.
    Made refreshed(Connection db, Standing standing, Effects effects)
            throws SQLException, IOException {
        View before = current();
        Policy policy =
                effects.has(Effects.Part.POLICY)
                        ? PolicyText.read(Ledger.policy(db, standing.position()))
                        : before.policy();
        Links links = effects.has(Effects.Part.LINKS) ? links(db, standing) : before.links();
        RuleTables rules =
                effects.has(Effects.Part.RULES) ? rules(db, standing, sets) : before.rules();
        var devices = new Long2IntOpenHashMap();
        var pairs = new Long2ObjectOpenHashMap<Long2IntOpenHashMap>();
        for (long imei : withGroups(withGroups(effects.devices(), before.links()), links)) {
            devices.put(imei, sets.number(Indexes.deviceSet(db, standing, links, imei)));
            look(db, standing, imei, sets, pairs);
        }
        boolean sameMeaning =
                !effects.has(Effects.Part.POLICY) && sets.size() == before.sets().size();
        View fresh =
                new View(
                        standing.position(),
                        standing.second(),
                        policy,
                        effects.has(Effects.Part.POLICY)
                                ? new PeerTable(policy.operators().values())
                                : before.peers(),
                        sameMeaning ? before.sets() : View.Meaning.of(sets, policy),
                        before.devices(),
                        before.pairs(),
                        before.overlay().with(devices, pairs),
                        rules,
                        links,
                        effects.has(Effects.Part.ALLOCATIONS)
                                ? allocations(db, standing)
                                : before.allocations(),
                        proofs(db, standing, effects, before.proofs()));
        return new Made(fresh, sets);
    }

    private static LongOpenHashSet withGroups(LongOpenHashSet devices, Links links) {
        if (links.isEmpty()) {
            return devices;
        }
        var all = new LongOpenHashSet(devices);
        for (long imei : devices) {
            for (long member : links.group(imei)) {
                all.add(member);
            }
        }
        return all;
    }

    /// Looks up the class sets of a device with every subscriber for whom it is listed.
    private static void look(
            Connection db,
            Standing standing,
            long imei,
            ClassSets sets,
            Long2ObjectOpenHashMap<Long2IntOpenHashMap> pairs)
            throws SQLException, IOException {
        var held = new TreeMap<Long, SortedSet<EntryClass>>();
        for (Stated stated : standing.known(db, Key.device(new Imei(imei))).entries()) {
            Imsi imsi = stated.entry().imsi();
            if (imsi != null) {
                held.computeIfAbsent(imsi.key(), n -> new TreeSet<>()).add(EntryClass.of(stated));
            }
        }
        if (!held.isEmpty()) {
            var subscribers = new Long2IntOpenHashMap();
            for (var one : held.entrySet()) {
                subscribers.put((long) one.getKey(), sets.number(one.getValue()));
            }
            pairs.put(imei, subscribers);
        }
    }

    private static RuleTables rules(Connection db, Standing standing, ClassSets sets)
            throws SQLException, IOException {
        var entries = new ArrayList<RuleTables.RuleEntry>();
        for (Key.Kind kind : RULE_KINDS) {
            collect(db, standing, stack -> stack.list().isColour(), kind, entries);
        }
        collect(
                db,
                standing,
                stack -> stack.list() == ListName.IMSI,
                Key.Kind.SUBSCRIBERS,
                entries);
        return RuleTables.of(entries, sets);
    }

    private static void collect(
            Connection db,
            Standing standing,
            Standing.Choice choice,
            Key.Kind kind,
            List<RuleTables.RuleEntry> entries)
            throws SQLException, IOException {
        try (var rows = standing.rows(db, choice, kind)) {
            Merge merge = rows.merge(false);
            while (merge.next()) {
                var key = new Key(kind, merge.a(), merge.b());
                for (int i = 0; i < merge.count(); i++) {
                    entries.add(new RuleTables.RuleEntry(key, merge.imsi(), merge.held(i)));
                }
            }
        }
    }

    static Links links(Connection db, Standing standing) throws SQLException, IOException {
        try (var rows = standing.rows(db, stack -> stack.list() == ListName.LINKS, Key.Kind.LINK)) {
            var links = new ArrayList<Links.Link>();
            Merge merge = rows.merge(false);
            while (merge.next()) {
                links.add(new Links.Link(merge.a(), merge.b()));
            }
            return Links.of(links);
        }
    }

    private static @Nullable IntOpenHashSet allocations(Connection db, Standing standing)
            throws SQLException, IOException {
        try (var rows = standing.rows(db, stack -> stack.list() == ListName.TAC, Key.Kind.TAC)) {
            var allocated = new IntOpenHashSet();
            Merge merge = rows.merge(false);
            while (merge.next()) {
                allocated.add((int) merge.a());
            }
            return allocated.isEmpty() ? null : allocated;
        }
    }

    private static Proofs proofs(Connection db, Standing standing, Effects effects, Proofs before)
            throws SQLException {
        Proofs proofs = before;
        for (long imsi : effects.subscribers()) {
            proofs = proofs.with(imsi, Testimonies.of(db, standing, imsi));
        }
        return proofs;
    }
}
