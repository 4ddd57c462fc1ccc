// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import java.util.Arrays;

/// The sequence numbers a USIM has accepted: the highest SEQ of each IND (TS 33.102, clause C.2). A
/// USIM stores it before it gives out a response.
public final class SequenceArray {
    private final long[] seqs;

    private SequenceArray(long[] seqs) {
        this.seqs = seqs;
    }

    /// Of a USIM that has accepted nothing.
    public static SequenceArray fresh() {
        return new SequenceArray(new long[Sqn.PLACES]);
    }

    /// Which jumps a USIM accepts (clauses C.2.1 and C.2.2).
    ///
    /// @param delta how far SEQ may be ahead of the highest one seen, 1 or more
    /// @param ageMax L: how far SEQ may be behind it, in another place than its own, 1 or more
    public record Window(long delta, long ageMax) {
        /// Jumps up to 2^28, any age (clause C.3).
        public static final Window STANDARD = new Window(SequenceRule.DELTA, Sqn.SEQ_MAX);

        public Window {
            if (delta < 1 || ageMax < 1) {
                throw new IllegalArgumentException("nothing would ever be accepted");
            }
        }
    }

    /// Whether a number is fresh.
    public boolean accepts(Sqn sqn, Window window) {
        long highest = highest().seq();
        return sqn.seq() > seqs[sqn.ind()]
                && sqn.seq() - highest <= window.delta()
                && highest - sqn.seq() < window.ageMax();
    }

    /// With a number that was accepted.
    SequenceArray with(Sqn sqn) {
        long[] changed = seqs.clone();
        changed[sqn.ind()] = sqn.seq();
        return new SequenceArray(changed);
    }

    /// SQN_MS: the highest number accepted.
    public Sqn highest() {
        int highest = 0;
        for (int ind = 1; ind < seqs.length; ind++) {
            if (seqs[ind] > seqs[highest]) {
                highest = ind;
            }
        }
        return Sqn.of(seqs[highest], highest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SequenceArray that && Arrays.equals(seqs, that.seqs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(seqs);
    }

    @Override
    public String toString() {
        return "sequence numbers up to " + highest().value();
    }
}
