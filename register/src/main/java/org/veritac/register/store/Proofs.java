// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;

import org.veritac.register.Evidence;

import java.util.List;

/// What subscribers' phones have proven and is still good. Immutable after it is built.
final class Proofs {
    static final Proofs NONE = new Proofs(List.of());

    private static final long ABSENT = -1;

    private final Long2LongOpenHashMap bySubscriber = new Long2LongOpenHashMap();
    private final Long2ObjectOpenHashMap<LongArrayList> byDevice = new Long2ObjectOpenHashMap<>();

    Proofs(List<Evidence> evidence) {
        bySubscriber.defaultReturnValue(ABSENT);
        for (Evidence proof : evidence) {
            bySubscriber.put(proof.imsi().key(), proof.imei().key());
            byDevice.computeIfAbsent(proof.imei().key(), n -> new LongArrayList())
                    .add(proof.imsi().key());
        }
    }

    boolean isEmpty() {
        return bySubscriber.isEmpty();
    }

    /// The IMEI that a subscriber's phone has proven; -1 for none.
    long provenBy(long imsi) {
        return bySubscriber.get(imsi);
    }

    /// Whether a phone of another subscriber has proven an IMEI.
    boolean isProvenByAnother(long imei, long imsi) {
        LongArrayList subscribers = byDevice.get(imei);
        if (subscribers == null) {
            return false;
        }
        for (int i = 0; i < subscribers.size(); i++) {
            if (subscribers.getLong(i) != imsi) {
                return true;
            }
        }
        return false;
    }
}
