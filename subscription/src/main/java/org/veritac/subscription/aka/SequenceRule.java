// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/// How a home network chooses sequence numbers (TS 33.102, clauses C.1.1 and C.3): IND goes round,
/// and SEQ is one more than the last, or what a clock says where that is more.
public final class SequenceRule {
    /// How far SEQ may be ahead of what a USIM has seen: 2^28 (TS 33.102, clause C.3).
    public static final long DELTA = 1L << 28;

    private final Clock clock;
    private final long tickMillis;

    private SequenceRule(Clock clock, long tickMillis) {
        this.clock = clock;
        this.tickMillis = tickMillis;
    }

    /// SEQ counts (clause C.3.2, profile 2).
    public static SequenceRule counting() {
        return new SequenceRule(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 1);
    }

    /// SEQ follows a clock, and counts where it is asked more often than that ticks (clauses
    /// C.1.1.3 and C.3.3). A home network that lost its state still gives out numbers that rise.
    ///
    /// @param tick at least a millisecond; 0.1 s in profile 3
    public static SequenceRule clocked(Clock clock, Duration tick) {
        if (tick.toMillis() < 1) {
            throw new IllegalArgumentException("a tick of a millisecond or more");
        }
        return new SequenceRule(clock, tick.toMillis());
    }

    /// The next number of a subscriber.
    ///
    /// @throws IllegalStateException when SEQ has reached its end
    public SequenceState next(SequenceState state) {
        long seq = Math.max(state.last().seq() + 1, ticks() + state.ahead());
        if (seq > Sqn.SEQ_MAX) {
            throw new IllegalStateException("no sequence number is left");
        }
        int ind = (state.last().ind() + 1) % Sqn.PLACES;
        return new SequenceState(Sqn.of(seq, ind), state.ahead());
    }

    /// What to remember after a USIM has shown the highest number it accepted (clause 6.3.5):
    /// nothing else where it would accept the next number anyhow, else what it has shown.
    SequenceState resynchronised(SequenceState state, Sqn ofUsim) {
        long next = next(state).last().seq();
        if (next > ofUsim.seq() && next - ofUsim.seq() <= DELTA) {
            return state;
        }
        return new SequenceState(Sqn.of(ofUsim.seq(), state.last().ind()), ofUsim.seq() - ticks());
    }

    private long ticks() {
        return clock.millis() / tickMillis;
    }
}
