// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.util.concurrent.atomic.AtomicLong;

/// How many requests are let in: a bound per second over all peers, with room for short bursts.
/// What is over it is answered 3004 at once; nothing is queued. Urgent requests (DRMP of RFC 7944,
/// 0 the most urgent, 15 the least) may use more of the burst than others.
final class Admission {
    /// The priority of a request that names none (RFC 7944, clause 8).
    static final int PRIORITY_DEFAULT = 10;

    /// The least urgent request.
    static final int PRIORITY_MAX = 15;

    private static final long SECOND = 1_000_000_000L;

    /// A burst is what a tenth of a second allows.
    private static final long BURST = SECOND / 10;

    /// How much time one request takes from the second; 0 when there is no bound.
    private final long cost;

    /// When all that was let in has been paid for.
    private final AtomicLong paidAt;

    Admission(int perSecondMax, long now) {
        cost = perSecondMax == 0 ? 0 : Math.max(1, SECOND / perSecondMax);
        paidAt = new AtomicLong(now);
    }

    boolean isBounded() {
        return cost > 0;
    }

    /// Whether a request may be answered now.
    ///
    /// @param priority 0 to 15
    boolean admits(long now, int priority) {
        if (cost == 0) {
            return true;
        }
        long room = Math.max(cost, BURST - BURST * priority / (2 * (PRIORITY_MAX + 1)));
        while (true) {
            long paid = paidAt.get();
            long next = (paid - now < 0 ? now : paid) + cost;
            if (next - now > room) {
                return false;
            }
            if (paidAt.compareAndSet(paid, next)) {
                return true;
            }
        }
    }
}
