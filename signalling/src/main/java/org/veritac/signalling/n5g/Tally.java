// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts answers, from any thread.
final class Tally {
    private final Map<Answer, LongAdder> given = new EnumMap<>(Answer.class);

    Tally() {
        for (Answer answer : Answer.values()) {
            given.put(answer, new LongAdder());
        }
    }

    void count(Answer answer) {
        Objects.requireNonNull(given.get(answer)).increment();
    }

    /// How many of each HTTP status.
    SortedMap<Integer, Long> byStatus() {
        var sums = new TreeMap<Integer, Long>();
        given.forEach((answer, count) -> sums.merge(answer.status(), count.sum(), Long::sum));
        return sums;
    }
}
