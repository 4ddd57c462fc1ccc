// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// How long something took, counted in fixed classes: a histogram that costs two additions.
final class Durations {
    /// The upper bounds of the classes but the last, in nanoseconds, included.
    private static final long[] BOUNDS = {
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        20_000,
        50_000,
        100_000,
        200_000,
        500_000,
        1_000_000,
        5_000_000,
        10_000_000,
        100_000_000,
        1_000_000_000,
        10_000_000_000L
    };

    private static final double NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongAdder[] classes =
            Stream.generate(LongAdder::new).limit(BOUNDS.length + 1).toArray(LongAdder[]::new);
    private final LongAdder sum = new LongAdder();

    void add(long nanos) {
        int at = 0;
        while (at < BOUNDS.length && nanos > BOUNDS[at]) {
            at++;
        }
        classes[at].increment();
        sum.add(nanos);
    }

    /// The upper bounds of all classes in seconds, the last without an end.
    static double[] boundsSeconds() {
        double[] seconds = new double[BOUNDS.length + 1];
        Arrays.setAll(
                seconds,
                i -> i < BOUNDS.length ? BOUNDS[i] / NANOS_A_SECOND : Double.POSITIVE_INFINITY);
        return seconds;
    }

    /// How many fell into each class.
    long[] counts() {
        return Arrays.stream(classes).mapToLong(LongAdder::sum).toArray();
    }

    double sumSeconds() {
        return sum.sum() / NANOS_A_SECOND;
    }

    /// The upper bound in microseconds of the class in which a share of some counts ends; 0 for no
    /// counts, -1 for the class without an end.
    ///
    /// @param share 0 to 1
    static double withinMicros(long[] counts, double share) {
        long all = Arrays.stream(counts).sum();
        if (all == 0) {
            return 0;
        }
        long seen = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            seen += counts[i];
            if (seen >= all * share) {
                return BOUNDS[i] / 1000.0;
            }
        }
        return -1;
    }
}
