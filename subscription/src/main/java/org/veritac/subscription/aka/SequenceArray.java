// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import java.util.Arrays;
import java.util.List;

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

    /// What was stored: the highest SEQ of each place.
    ///
    /// @param seqs 32 numbers, 0 to [Sqn#SEQ_MAX]
    public static SequenceArray of(List<Long> seqs) {
        if (seqs.size() != Sqn.PLACES || seqs.stream().anyMatch(s -> s < 0 || s > Sqn.SEQ_MAX)) {
            throw new IllegalArgumentException("32 numbers of 43 bits");
        }
        return new SequenceArray(seqs.stream().mapToLong(Long::longValue).toArray());
    }

    /// The highest SEQ of each place, 32 numbers.
    public List<Long> seqs() {
        return Arrays.stream(seqs).boxed().toList();
    }

    /// What two holders of one subscription have accepted between them: place by place the higher
    /// number, so that nothing accepted by either is accepted again.
    public SequenceArray joined(SequenceArray other) {
        long[] joined = new long[seqs.length];
        for (int i = 0; i < seqs.length; i++) {
            joined[i] = Math.max(seqs[i], other.seqs[i]);
        }
        return new SequenceArray(joined);
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
