// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts, from any thread.
final class Tally {
    final LongAdder packets = new LongAdder();
    final LongAdder answered = new LongAdder();
    final LongAdder unanswered = new LongAdder();
    final LongAdder reports = new LongAdder();
    final LongAdder unjudged = new LongAdder();
    private final Map<Refusal, LongAdder> refusals = new ConcurrentHashMap<>();

    void count(Refusal refusal) {
        refusals.computeIfAbsent(refusal, first -> new LongAdder()).increment();
    }

    void count(Outcome outcome) {
        (outcome instanceof Outcome.Answered ? answered : unanswered).increment();
    }

    GatewayCounts counts(int underWay) {
        var byReason = new EnumMap<Refusal, Long>(Refusal.class);
        refusals.forEach((refusal, count) -> byReason.put(refusal, count.sum()));
        return new GatewayCounts(
                underWay,
                packets.sum(),
                answered.sum(),
                unanswered.sum(),
                reports.sum(),
                unjudged.sum(),
                byReason);
    }
}
