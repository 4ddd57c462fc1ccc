// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import java.util.concurrent.atomic.AtomicInteger;

/// How many requests pass in one second; the others are told to come later. Seconds are counted
/// from an arbitrary start, so a burst over a border may be twice the bound.
final class Admission {
    private static final long SECOND = 1_000_000_000L;

    private final int requestsPerSecondMax;
    private final AtomicInteger passed = new AtomicInteger();
    private volatile long second = Long.MIN_VALUE;

    Admission(int requestsPerSecondMax) {
        this.requestsPerSecondMax = requestsPerSecondMax;
    }

    /// Whether one more may pass.
    ///
    /// @param nanos the time now, by a clock that does not go back
    boolean admits(long nanos) {
        long now = Math.floorDiv(nanos, SECOND);
        if (now != second) {
            second = now;
            passed.set(0);
        }
        // Kept from running over the range of the counter by the loop's own speed: a second has
        // fewer requests than an int has values.
        return passed.incrementAndGet() <= requestsPerSecondMax;
    }
}
