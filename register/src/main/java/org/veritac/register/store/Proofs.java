// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

import org.jspecify.annotations.Nullable;

/// What subscribers' phones have proven and is still good, and what they claim in doubt. Immutable;
/// a change makes another.
final class Proofs {
    private final Parts<Standpoint> bySubscriber;

    /// Who has proven an IMEI.
    private final Parts<LongOpenHashSet> byDevice;

    private Proofs(Parts<Standpoint> bySubscriber, Parts<LongOpenHashSet> byDevice) {
        this.bySubscriber = bySubscriber;
        this.byDevice = byDevice;
    }

    static Proofs of(Long2ObjectOpenHashMap<Standpoint> bySubscriber) {
        var byDevice = new Long2ObjectOpenHashMap<LongOpenHashSet>();
        bySubscriber
                .long2ObjectEntrySet()
                .fastForEach(e -> {
                    if (e.getValue().proven() != Standpoint.NOTHING) {
                        byDevice.computeIfAbsent(e.getValue().proven(), n -> new LongOpenHashSet(1))
                                .add(e.getLongKey());
                    }
                });
        return new Proofs(Parts.of(bySubscriber), Parts.of(byDevice));
    }

    boolean isEmpty() {
        return bySubscriber.size() == 0;
    }

    int size() {
        return bySubscriber.size();
    }

    Standpoint of(long imsi) {
        Standpoint known = bySubscriber.get(imsi);
        return known == null ? Standpoint.NONE : known;
    }

    /// Whether a phone of another subscriber has proven an IMEI.
    boolean isProvenByAnother(long imei, long imsi) {
        LongOpenHashSet subscribers = byDevice.get(imei);
        return subscribers != null && subscribers.size() > (subscribers.contains(imsi) ? 1 : 0);
    }

    /// The proofs after one subscriber's standpoint has changed.
    Proofs with(long imsi, Standpoint now) {
        long before = of(imsi).proven();
        Parts<LongOpenHashSet> devices = byDevice;
        if (before != now.proven()) {
            if (before != Standpoint.NOTHING) {
                devices = devices.with(before, without(devices.get(before), imsi));
            }
            if (now.proven() != Standpoint.NOTHING) {
                devices = devices.with(now.proven(), with(devices.get(now.proven()), imsi));
            }
        }
        return new Proofs(bySubscriber.with(imsi, now.isEmpty() ? null : now), devices);
    }

    private static LongOpenHashSet with(@Nullable LongOpenHashSet subscribers, long imsi) {
        var more = subscribers == null ? new LongOpenHashSet(1) : subscribers.clone();
        more.add(imsi);
        return more;
    }

    private static @Nullable LongOpenHashSet without(
            @Nullable LongOpenHashSet subscribers, long imsi) {
        if (subscribers == null) {
            return null;
        }
        LongOpenHashSet fewer = subscribers.clone();
        fewer.remove(imsi);
        return fewer.isEmpty() ? null : fewer;
    }
}
