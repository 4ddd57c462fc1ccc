// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;

/// The one place that says whether a network's challenge may be answered. Closed by every reset,
/// because what says that it is open is gone then; opened only by a check that passed.
final class Gate {
    /// What a check needs to get its report out: attach, SMS, and one to spare.
    static final short TO_REPORT = 3;

    private static final short CLOSED = 0;
    private static final short OPEN = 1;

    /// Closed only because an answer is overdue; the answer opens.
    private static final short OVERDUE = 2;

    private static final short SIGN = (short) 0x8000;
    private static final short MOST = (short) 0xFFFF;
    private static final short STATE = 0;
    private static final short COUNT = 1;
    private static final short CHECK_WANTED = 2;
    private static final short FRESH = 3;

    private final State state;
    private final short[] now;

    Gate(State state) {
        this.state = state;
        now = JCSystem.makeTransientShortArray((short) 4, JCSystem.CLEAR_ON_RESET);
    }

    boolean isOpen() {
        return now[STATE] == OPEN;
    }

    /// Before each answer to a challenge: refuses with 6985 or counts it. What the count brings
    /// about holds from the next one on.
    void enter() {
        if (!isOpen() || !state.isPersonalised()) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        state.countUnanswered();
        if (now[COUNT] != MOST) {
            now[COUNT]++;
        }
        short most = state.shortAt(Places.RECHECK);
        if (state.isAnswerOverdue() && hasReached(TO_REPORT)) {
            now[STATE] = OVERDUE;
        } else if (most != 0 && hasReached(most)) {
            wantCheck();
        }
    }

    /// Compares without sign.
    private boolean hasReached(short most) {
        return (short) (now[COUNT] ^ SIGN) >= (short) (most ^ SIGN);
    }

    /// A check has passed.
    void open() {
        now[STATE] = OPEN;
        now[COUNT] = 0;
        now[FRESH] = 1;
    }

    /// A check has failed, or the operator blocks.
    void close() {
        now[STATE] = CLOSED;
        now[FRESH] = 0;
    }

    /// The awaited answer is there.
    void answered() {
        if (now[STATE] == OVERDUE) {
            now[STATE] = OPEN;
        }
    }

    /// Closes until a new check has passed.
    void wantCheck() {
        close();
        now[CHECK_WANTED] = 1;
    }

    /// Whether a check is to be begun; asking takes the wish away.
    boolean takeWish() {
        boolean wanted = now[CHECK_WANTED] == 1;
        now[CHECK_WANTED] = 0;
        return wanted;
    }

    /// Whether an AUTHENTICATE went through since the last check, so that a network can be there.
    boolean hasAuthenticated() {
        return now[COUNT] != 0;
    }

    /// Whether a check has passed since the last call; asking is the call.
    boolean takeFreshness() {
        boolean fresh = now[FRESH] == 1;
        now[FRESH] = 0;
        return fresh;
    }
}
