// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.JCSystem;

import org.veritac.applets.store.Journal;

/// From what a check has learned to a result, and from the result to the gate. What is kept of it
/// is one change, made before the gate opens.
final class Verdict {
    private static final byte OPEN_WITHOUT_VAULT = 0;

    private final State state;
    private final Gate gate;
    private final Facts facts;
    private final Pairing pairing;
    private final History history;

    /// An IMEI, then a counter.
    private final byte[] work;

    private static final short COUNTER = 8;

    Verdict(State state, Gate gate, Facts facts, Pairing pairing, History history) {
        this.state = state;
        this.gate = gate;
        this.facts = facts;
        this.pairing = pairing;
        this.history = history;
        work =
                JCSystem.makeTransientByteArray(
                        (short) (State.IMEI + Places.COUNTER_BYTES), JCSystem.CLEAR_ON_RESET);
    }

    /// The vault has proven its IMEIs.
    void proven() {
        boolean matched = facts.matchClaim();
        byte result = Result.GENUINE;
        if (!facts.isClaimed()) {
            result = Result.NO_CLAIM;
        } else if (!matched) {
            result = Result.FALSE_CLAIM;
        } else if (!pairing.allows(facts)) {
            result = Result.NOT_PAIRED;
        } else if (pairing.isOther(facts)) {
            result = Result.OTHER_VAULT;
        }
        conclude(result);
    }

    /// The check ended before that. Where a vault was seen none may be missing now; nor may its
    /// certificate, while a key of a new vault may well not be here yet.
    void failed(byte failure) {
        boolean seen = state.at(Places.VAULT_SEEN) != 0;
        boolean uncertified = failure == Result.NO_KEY && facts.mode() != Settings.STATIC;
        boolean missing = failure == Result.NO_VAULT || uncertified;
        conclude(missing && seen ? Result.DOWNGRADE : failure);
    }

    private void conclude(byte found) {
        facts.identity(work, (short) 0);
        byte result = found;
        boolean opens = opens(found);
        if (opens && isBlocked()) {
            result = Result.BLOCKED;
            opens = false;
        } else if (opens && state.isAnswerOverdue()) {
            result = Result.UNANSWERED;
        }
        keep(result, opens);
        facts.result(result);
        if (opens) {
            gate.open();
        } else {
            gate.close();
        }
    }

    /// Without proof only a policy opens, and never where the pairing asks for a certain phone.
    private boolean opens(byte found) {
        if (found == Result.GENUINE || found == Result.OTHER_VAULT) {
            return true;
        }
        boolean unproven = found == Result.NO_VAULT || found == Result.NO_KEY;
        return unproven
                && pairing.mode() == State.FREE
                && state.at(Places.NO_VAULT) == OPEN_WITHOUT_VAULT;
    }

    /// Stopped keys hold everywhere; a block holds for its IMEI, and for whoever does not prove to
    /// be another.
    private boolean isBlocked() {
        byte blocks = state.at(Places.BLOCKS);
        if ((byte) (blocks & State.STOPPED) != 0) {
            return true;
        }
        return (byte) (blocks & State.BLOCKED) != 0
                && (!facts.isProven() || state.is(Places.BLOCK_IMEI, work, (short) 0, (short) 7));
    }

    private void keep(byte result, boolean opens) {
        Journal journal = state.journal();
        journal.begin();
        if (facts.isProven() && state.at(Places.VAULT_SEEN) == 0) {
            journal.putByte(Places.VAULT_SEEN, (byte) 1);
        }
        if (facts.isProven() && opens) {
            journal.put(Places.VAULT, facts.vault(), (short) 0, State.IMEI);
        }
        boolean named = facts.isProven() || facts.isClaimed();
        history.put(opens, result, named, work, (short) 0);
        if (state.putNext(Places.UPLINK, Places.COUNTER_BYTES, work, COUNTER)) {
            journal.put(Places.REPORTED_IMEI, work, (short) 0, State.IMEI);
            journal.putByte(Places.WAITING, (byte) 1);
        }
        journal.commit();
    }
}
