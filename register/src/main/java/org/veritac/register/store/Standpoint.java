// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.decision.Facts;

import java.util.List;
import java.util.function.LongPredicate;

/// What one subscriber's phone has proven and what it claims in doubt, at one journal position.
///
/// @param proven the key of the proven IMEI, [#NOTHING] when none is good any more
/// @param doubts since the last proof, the newest of each IMEI
record Standpoint(long proven, List<Doubt> doubts) {
    static final long NOTHING = -1;
    static final Standpoint NONE = new Standpoint(NOTHING, List.of());

    /// How many claims a proof can be awaited for at once; whoever claims yet another IMEI is
    /// refused, or a phone could go on by changing its claim each time.
    static final int DOUBTS_MAX = 4;

    /// A claim in doubt.
    ///
    /// @param imei the key of the claimed IMEI
    /// @param until the last second at which a proof is awaited; [Ledger#ALWAYS] for none
    record Doubt(long imei, long until) {
        boolean hasEnded(long second) {
            return until == Ledger.ALWAYS || until < second;
        }

        /// Without the IMEI: this text may stand in a log.
        @Override
        public String toString() {
            return "doubt until " + until;
        }
    }

    Standpoint {
        doubts = List.copyOf(doubts);
    }

    /// Without the IMEI: this text may stand in a log.
    @Override
    public String toString() {
        return (proven == NOTHING ? "nothing proven, " : "a proof, ") + doubts.size() + " doubts";
    }

    boolean isEmpty() {
        return proven == NOTHING && doubts.isEmpty();
    }

    /// Whether a claim is in doubt until a second or before it.
    boolean isDoubtedUntil(long imei, long until) {
        return doubts.stream().anyMatch(doubt -> doubt.imei() == imei && doubt.until() <= until);
    }

    /// Sets a claim beside what is known.
    ///
    /// @param isClaimed whether an IMEI belongs to the claimed device
    /// @param second what time it is
    Facts.Proof weigh(LongPredicate isClaimed, long second) {
        if (proven != NOTHING && isClaimed.test(proven)) {
            return Facts.Proof.MATCHES;
        }
        boolean awaited = false;
        for (Doubt doubt : doubts) {
            if (isClaimed.test(doubt.imei())) {
                if (doubt.hasEnded(second)) {
                    return Facts.Proof.REFUTED;
                }
                awaited = true;
            }
        }
        if (proven == NOTHING) {
            return awaited ? Facts.Proof.CONFLICTS : Facts.Proof.ABSENT;
        }
        return awaited || doubts.size() < DOUBTS_MAX ? Facts.Proof.CONFLICTS : Facts.Proof.REFUTED;
    }
}
