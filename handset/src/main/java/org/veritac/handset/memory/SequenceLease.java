// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.io.IOException;

/// Keeps the promise that no sequence number is accepted twice, even when the array of accepted
/// ones comes back from an older image: numbers are accepted below a ceiling only, and the ceiling
/// is in the protected memory. It is raised by more than one number at a time, so that a chip whose
/// cells wear out is not written at each authentication.
///
/// What it costs: a phone that starts takes all numbers below its ceiling for used, whether they
/// were or not. The network is told by one resynchronisation (TS 33.102, clause 6.3.5).
public final class SequenceLease {
    /// How far the ceiling is raised at a time, in SEQ.
    public static final long LEASE = 64;

    private final ProtectedMemory memory;
    private final Counter ceiling;

    public SequenceLease(ProtectedMemory memory) {
        this(memory, Counter.SEQUENCE_CEILING);
    }

    /// The lease of one token's subscription: another's numbers count from elsewhere.
    ///
    /// @param token pseudonym of the token
    public SequenceLease(ProtectedMemory memory, String token) {
        this(memory, Counter.sequenceCeiling(token));
    }

    private SequenceLease(ProtectedMemory memory, Counter ceiling) {
        this.memory = memory;
        this.ceiling = ceiling;
    }

    /// SEQ that a phone has to take for used when it starts: all up to here, in each place of its
    /// array. 0 when nothing was ever accepted.
    public long usedAtStart() {
        return Math.max(0, memory.counter(ceiling) - 1);
    }

    /// Has to have returned before a number is accepted.
    ///
    /// @param seq SEQ of the number, 0 or more
    /// @throws IOException when the ceiling cannot be raised: nothing may be accepted
    public void cover(long seq) throws IOException {
        if (seq < memory.counter(ceiling)) {
            return;
        }
        switch (memory.commit(new Change().raise(ceiling, seq + LEASE))) {
            case Committed.Done _ -> {}
            case Committed.Refused _ -> throw new IOException("no room for the ceiling");
        }
    }
}
