// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.imeivault;

import javacard.framework.JCSystem;

/// Failures to authenticate in a row, and how they slow down the next attempt, never for ever. Each
/// attempt is counted before it is looked at, so that pulling the power is no way around.
final class Failures {
    /// From how many on an attempt has to be asked for repeatedly.
    static final byte FREE = 8;

    /// Counting ends here: before an attempt there are `2^(n-8)` refusals, so at most 64.
    private static final byte COUNT_MAX = 14;

    private final byte[] count = new byte[1];
    private final short[] refused =
            JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_RESET);

    /// Whether an attempt may begin now; asking is what counts as a repetition.
    boolean allow() {
        if (count[0] < FREE) {
            return true;
        }
        short refusals = (short) (1 << (short) (count[0] - FREE));
        if (refused[0] < refusals) {
            refused[0]++;
            return false;
        }
        refused[0] = 0;
        return true;
    }

    void attempt() {
        if (count[0] < COUNT_MAX) {
            count[0]++;
        }
    }

    void success() {
        count[0] = 0;
    }
}
