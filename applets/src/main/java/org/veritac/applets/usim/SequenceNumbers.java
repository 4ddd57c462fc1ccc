// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.usim;

import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.store.Journal;

/// The sequence numbers a USIM has accepted (TS 33.102, Annex C.2 and C.3.1): SQN = SEQ (43 bits)
/// || IND (5 bits), the highest SEQ for each IND. An SQN is fresh when its SEQ is higher than the
/// one kept for its IND and is not more than 2^28 beyond the highest of all.
public final class SequenceNumbers implements Freshness {
    /// Bytes of one SQN.
    public static final short SQN = 6;

    /// Bytes the table takes in the memory.
    public static final short BYTES = 192;

    private static final short ENTRIES = 32;
    private static final short LAST = 5;
    private static final byte IND_MASK = 0x1F;
    private static final byte SEQ_MASK = (byte) 0xE0;

    private final Journal journal;
    private final short start;
    private final byte[] work;

    /// @param journal where the table is kept
    /// @param start where in its memory the table begins
    public SequenceNumbers(Journal journal, short start) {
        this.journal = journal;
        this.start = start;
        work = JCSystem.makeTransientByteArray((short) (SQN + SQN), JCSystem.CLEAR_ON_DESELECT);
    }

    @Override
    public boolean isFresh(byte[] sqn, short off) {
        Util.arrayCopyNonAtomic(sqn, off, work, (short) 0, SQN);
        work[LAST] &= SEQ_MASK;
        short entry = entry((short) (sqn[(short) (off + LAST)] & IND_MASK));
        highest(work, SQN);
        work[(short) (SQN + LAST)] &= SEQ_MASK;
        return isHigher(work, (short) 0, entry) && !isTooFar();
    }

    @Override
    public void accept(byte[] sqn, short off) {
        journal.write(entry((short) (sqn[(short) (off + LAST)] & IND_MASK)), sqn, off, SQN);
    }

    @Override
    public void highest(byte[] out, short outOff) {
        short best = start;
        for (short i = 1; i < ENTRIES; i++) {
            Util.arrayCopyNonAtomic(journal.memory(), entry(i), out, outOff, SQN);
            if (isHigher(out, outOff, best)) {
                best = entry(i);
            }
        }
        Util.arrayCopyNonAtomic(journal.memory(), best, out, outOff, SQN);
    }

    private short entry(short ind) {
        return (short) (start + (short) (ind * SQN));
    }

    /// Whether the SEQ at `off` is higher than that of an entry.
    private boolean isHigher(byte[] sqn, short off, short entry) {
        byte[] memory = journal.memory();
        for (short i = 0; i < SQN; i++) {
            byte mask = i == LAST ? SEQ_MASK : (byte) 0xFF;
            short mine = (short) (sqn[(short) (off + i)] & mask & 0xFF);
            short kept = (short) (memory[(short) (entry + i)] & mask & 0xFF);
            if (mine != kept) {
                return mine > kept;
            }
        }
        return false;
    }

    /// Whether the first SEQ in `work` is more than delta = 2^28 beyond the second: in terms of SQN
    /// more than 2^33, which is 02 in the second byte of the difference.
    private boolean isTooFar() {
        short borrow = 0;
        for (short i = LAST; i >= 0; i--) {
            short difference =
                    (short)
                            ((short) (work[i] & 0xFF)
                                    - (short) (work[(short) (SQN + i)] & 0xFF)
                                    - borrow);
            borrow = (short) (difference < 0 ? 1 : 0);
            work[i] = (byte) difference;
        }
        if (borrow != 0) {
            return false;
        }
        short high = (short) (work[1] & 0xFF);
        boolean exact = work[2] == 0 && work[3] == 0 && work[4] == 0 && work[LAST] == 0;
        return work[0] != 0 || high > 2 || (high == 2 && !exact);
    }
}
