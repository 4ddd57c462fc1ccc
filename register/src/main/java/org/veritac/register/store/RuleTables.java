// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;

import org.veritac.identity.Imsi;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Key;
import org.veritac.register.decision.Listed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Entries that are about more than one device: ranges, software versions and models, the same for
/// single subscribers, and screened subscribers. Small beside the devices, so they live in memory
/// and are built anew when one changes. Immutable.
///
/// @param ranges class set by IMEI
/// @param versions class set by [#version]
/// @param models class set by TAC
/// @param screened class set by IMSI, 15 digits
/// @param subscribers rules for single subscribers by IMSI key
record RuleTables(
        IntervalTable ranges,
        Long2IntOpenHashMap versions,
        Int2IntOpenHashMap models,
        IntervalTable screened,
        Long2ObjectOpenHashMap<List<SubscriberRule>> subscribers) {

    /// A rule for one subscriber.
    ///
    /// @param key the devices it is about
    /// @param set its class set
    record SubscriberRule(Key key, int set) {
        boolean covers(Key.Kind kind, EquipmentCheck check) {
            long imei = check.imei().key();
            return key.kind() == kind
                    && switch (kind) {
                        case RANGE -> key.a() <= imei && imei <= key.b();
                        case TAC_SVN ->
                                key.a() == check.imei().tac().value() && key.b() == check.svn();
                        case TAC -> key.a() == check.imei().tac().value();
                        case DEVICE, SUBSCRIBERS, LINK -> false;
                    };
        }
    }

    /// One number for a software version of a model.
    static long version(long tac, int svn) {
        return tac * 100 + svn;
    }

    /// One entry in force.
    record RuleEntry(Key key, long imsi, EntryClass listed) {

        /// Without its subscriber: this text may stand in a log.
        @Override
        public String toString() {
            return key + " " + listed;
        }
    }

    /// Builds the tables from entries in force.
    static RuleTables of(List<RuleEntry> entries, ClassSets sets) throws TooMany {
        var ranges = new ArrayList<IntervalTable.Range>();
        var screened = new ArrayList<IntervalTable.Range>();
        var exact = new TreeMap<Key, SortedSet<EntryClass>>();
        var subscribers = new Long2ObjectOpenHashMap<List<SubscriberRule>>();
        for (RuleEntry entry : entries) {
            Key key = entry.key();
            if (entry.imsi() != 0) {
                var one = new TreeSet<EntryClass>(List.of(entry.listed()));
                subscribers
                        .computeIfAbsent(entry.imsi(), n -> new ArrayList<>())
                        .add(new SubscriberRule(key, sets.number(one)));
                continue;
            }
            switch (key.kind()) {
                case RANGE -> ranges.add(new IntervalTable.Range(key.a(), key.b(), entry.listed()));
                case SUBSCRIBERS ->
                        screened.add(new IntervalTable.Range(key.a(), key.b(), entry.listed()));
                case TAC_SVN, TAC ->
                        exact.computeIfAbsent(key, k -> new TreeSet<>()).add(entry.listed());
                case DEVICE, LINK ->
                        throw new IllegalArgumentException("devices and links are no rules");
            }
        }
        var versions = new Long2IntOpenHashMap();
        var models = new Int2IntOpenHashMap();
        for (var one : exact.entrySet()) {
            Key key = one.getKey();
            int set = sets.number(one.getValue());
            if (key.kind() == Key.Kind.TAC) {
                models.put((int) key.a(), set);
            } else {
                versions.put(version(key.a(), (int) key.b()), set);
            }
        }
        return new RuleTables(
                IntervalTable.of(ranges, sets),
                versions,
                models,
                IntervalTable.of(screened, sets),
                subscribers);
    }

    /// How much it holds, and of nobody: this text may stand in a log.
    @Override
    public String toString() {
        return models.size() + " models, " + subscribers.size() + " subscribers";
    }

    Listed[] forSubscriber(Key.Kind kind, EquipmentCheck check, Imsi imsi, View.Meaning meaning) {
        if (subscribers.isEmpty()) {
            return Listed.NONE;
        }
        List<SubscriberRule> rules = subscribers.getOrDefault(imsi.key(), List.of());
        return rules.stream()
                .filter(rule -> rule.covers(kind, check))
                .flatMap(rule -> Arrays.stream(meaning.of(rule.set())))
                .sorted(Listed.ORDER)
                .toArray(Listed[]::new);
    }
}
