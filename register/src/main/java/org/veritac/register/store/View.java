// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.FindingKind;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.decision.Facts;
import org.veritac.register.decision.Listed;
import org.veritac.register.index.DeviceIndex;
import org.veritac.register.index.PairIndex;
import org.veritac.register.policy.PeerTable;
import org.veritac.register.policy.Policy;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;

/// The facts at the newest position, as networks are answered from them: mapped indexes, an
/// overlay, a few small tables. Immutable and swapped as a whole, so a check sees one position and
/// no lock.
///
/// @param position the newest journal position
/// @param second as of which entries hold
/// @param policy the policy in force
/// @param peers whose nodes ask, by that policy
/// @param sets what the numbers in all tables mean, by number
/// @param devices the individually listed devices
/// @param pairs pairs, and devices listed for single subscribers
/// @param overlay what changed since the indexes were built
/// @param rules ranges, models and screened subscribers
/// @param links which IMEIs are one device
/// @param allocations the allocated TACs; null when no table is loaded
/// @param proofs what phones have proven
record View(
        long position,
        long second,
        Policy policy,
        PeerTable peers,
        Meaning sets,
        DeviceIndex devices,
        PairIndex pairs,
        Overlay overlay,
        RuleTables rules,
        Links links,
        @Nullable IntOpenHashSet allocations,
        Proofs proofs)
        implements Facts {

    /// The meaning of class sets under one policy.
    static final class Meaning {
        private final Listed[][] listed;

        private Meaning(Listed[][] listed) {
            this.listed = listed;
        }

        static Meaning of(ClassSets sets, Policy policy) {
            List<SortedSet<EntryClass>> all = sets.all();
            Listed[][] listed = new Listed[all.size()][];
            for (int i = 0; i < listed.length; i++) {
                listed[i] =
                        all.get(i).stream()
                                .map(c -> listed(c, policy, null))
                                .toArray(Listed[]::new);
            }
            return new Meaning(listed);
        }

        int size() {
            return listed.length;
        }

        Listed[] of(int set) {
            return set == 0 ? Listed.NONE : listed[set];
        }
    }

    static Listed listed(EntryClass listed, Policy policy, Listed.@Nullable Statement statement) {
        return new Listed(
                listed.list(),
                listed.source(),
                listed.reason(),
                policy.rule(listed.reason()),
                policy.source(listed.source()),
                statement);
    }

    @Override
    public Listed[] screened(Imsi imsi) {
        IntervalTable screened = rules.screened();
        return screened.isEmpty() ? Listed.NONE : sets.of(screened.find(imsi.padded()));
    }

    @Override
    public Listed[] listed(FindingKind level, EquipmentCheck check) {
        long imei = check.imei().key();
        int set =
                switch (level) {
                    case INDIVIDUAL -> device(imei);
                    case RANGE -> rules.ranges().find(imei);
                    case TAC_SVN ->
                            check.svn() < 0
                                    ? 0
                                    : rules.versions()
                                            .get(RuleTables.version(tac(imei), check.svn()));
                    case TAC -> rules.models().get((int) tac(imei));
                    case SCREENED_IMSI, NONSENSE, PROOF_CONFLICT -> 0;
                    case CONTESTED, UNALLOCATED, UNREGISTERED -> 0;
                };
        return sets.of(set);
    }

    private static long tac(long imei) {
        return imei / 1_000_000;
    }

    private int device(long imei) {
        int changed = overlay.find(imei);
        return changed == Overlay.ABSENT ? devices.find(imei) : changed;
    }

    private int pair(long imei, long imsi) {
        int changed = overlay.find(imei, imsi);
        return changed == Overlay.ABSENT ? pairs.find(imei, imsi) : changed;
    }

    @Override
    public Listed[] listedForSubscriber(FindingKind level, EquipmentCheck check, Imsi imsi) {
        return switch (level) {
            case INDIVIDUAL -> individual(check.imei(), imsi);
            case RANGE -> rules.forSubscriber(Key.Kind.RANGE, check, imsi, sets);
            case TAC_SVN -> rules.forSubscriber(Key.Kind.TAC_SVN, check, imsi, sets);
            case TAC -> rules.forSubscriber(Key.Kind.TAC, check, imsi, sets);
            case SCREENED_IMSI, NONSENSE, PROOF_CONFLICT -> Listed.NONE;
            case CONTESTED, UNALLOCATED, UNREGISTERED -> Listed.NONE;
        };
    }

    /// Colours only: pairs live in the same index.
    private Listed[] individual(Imei imei, Imsi imsi) {
        if (!hasPairs()) {
            return Listed.NONE;
        }
        long[] group = links.group(imei.key());
        Listed[] found = sets.of(pair(imei.key(), imsi.key()));
        for (long other : group) {
            if (other != imei.key()) {
                found = joined(found, sets.of(pair(other, imsi.key())));
            }
        }
        return colours(found);
    }

    private boolean hasPairs() {
        return pairs.entries() > 0 || overlay.hasPairs();
    }

    private static Listed[] joined(Listed[] some, Listed[] more) {
        if (some.length == 0 || more.length == 0) {
            return some.length == 0 ? more : some;
        }
        Listed[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        Arrays.sort(all, Listed.ORDER);
        return all;
    }

    private static Listed[] colours(Listed[] found) {
        for (Listed listed : found) {
            if (!listed.list().isColour()) {
                return Arrays.stream(found)
                        .filter(one -> one.list().isColour())
                        .toArray(Listed[]::new);
            }
        }
        return found;
    }

    @Override
    public boolean isPaired(Imei imei, Imsi imsi, String operator) {
        if (!hasPairs()) {
            return false;
        }
        if (pairs(pair(imei.key(), imsi.key()), operator)) {
            return true;
        }
        for (long other : links.group(imei.key())) {
            if (pairs(pair(other, imsi.key()), operator)) {
                return true;
            }
        }
        return false;
    }

    private boolean pairs(int set, String operator) {
        for (Listed listed : sets.of(set)) {
            if (listed.list() == ListName.PAIRS && listed.scope().answers(operator)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Proof proof(Imei imei, Imsi imsi) {
        if (proofs.isEmpty()) {
            return Proof.ABSENT;
        }
        long[] group = links.group(imei.key());
        return proofs.of(imsi.key())
                .weigh(
                        member -> member == imei.key() || Arrays.binarySearch(group, member) >= 0,
                        second);
    }

    @Override
    public boolean isProvenByAnother(Imei imei, Imsi imsi) {
        return !proofs.isEmpty() && proofs.isProvenByAnother(imei.key(), imsi.key());
    }

    @Override
    public boolean isAllocated(int tac) {
        IntOpenHashSet allocated = allocations;
        return allocated == null || allocated.contains(tac);
    }
}
