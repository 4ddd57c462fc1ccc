// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.Util;

import org.veritac.applets.store.Journal;

/// How often a free token was asked for what proves nothing about the asker, behind the sequence
/// numbers of its subscription, so that the counts travel with it. A card has no clock: what a
/// handset counts by the hour is counted here from one fresh challenge of the home network to the
/// next.
///
/// ```
/// window(8) GSM answers in it(4) GSM answers(8) failures in it(4) failures(8)
/// ```
///
/// Each attempt is counted before anything is computed, and a failure taken back when it was none:
/// who cuts the power gets nothing for nothing.
final class Attempts {
    /// GSM answers from one fresh challenge to the next.
    private static final short GSM_MAX = 1024;

    private static final short GSM = 8;
    private static final short GSM_ALL = 12;
    private static final short FAILURES_ALL = 24;
    private static final short HIGH_BYTES = 4;
    private static final short LONG_BYTES = 8;

    private final State state;

    Attempts(State state) {
        this.state = state;
    }

    /// Whether there is an answer in GSM context left.
    ///
    /// @param at where the counts stand in the memory
    boolean allowGsm(short at) {
        byte[] memory = state.memory();
        short low = Util.getShort(memory, (short) (at + GSM + 2));
        boolean few = Util.getShort(memory, (short) (at + GSM)) == 0 && low >= 0 && low < GSM_MAX;
        return few && isBelowAll((short) (at + GSM_ALL));
    }

    /// Whether there is an authentication left.
    boolean allowUmts(short at) {
        return isBelowAll((short) (at + FAILURES_ALL));
    }

    /// Below 65,536, the most in a lifetime.
    private boolean isBelowAll(short count) {
        byte seen = 0;
        for (short i = 0; i < (short) (LONG_BYTES - 2); i++) {
            seen |= state.memory()[(short) (count + i)];
        }
        return seen == 0;
    }

    /// Adds to a change: one more GSM answer.
    void putGsm(short at) {
        putNext((short) (at + GSM));
        putNext((short) (at + GSM_ALL + HIGH_BYTES));
    }

    /// Adds to a change: one more failure, which it is until the network has proven itself.
    void putFailure(short at) {
        putNext((short) (at + FAILURES_ALL + HIGH_BYTES));
    }

    /// Adds to a change: the network has proven itself.
    void putSuccess(short at) {
        Journal journal = state.journal();
        short count = (short) (at + FAILURES_ALL + HIGH_BYTES);
        short low = state.word((short) (count + 2));
        journal.putShort((short) (count + 2), (short) (low - 1));
        if (low == 0) {
            journal.putShort(count, (short) (state.word(count) - 1));
        }
        journal.putShort((short) (at + GSM), (short) 0);
        journal.putShort((short) (at + GSM + 2), (short) 0);
    }

    /// Counts up a number of four bytes.
    private void putNext(short count) {
        short low = (short) (state.word((short) (count + 2)) + 1);
        state.journal().putShort((short) (count + 2), low);
        if (low == 0) {
            state.journal().putShort(count, (short) (state.word(count) + 1));
        }
    }
}
