// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Bytes;
import org.veritac.applets.store.Journal;
import org.veritac.applets.usim.Freshness;

/// What a subscription remembers while the token itself uses it: which sequence numbers it has
/// accepted, and how often it was asked. It stands in the part that the token would hand over.
///
/// ```
///   01  SEQ(6) x 32  Attempts       SEQ of each IND, TS 33.102 C.2
/// ```
final class Subscriber implements Freshness {
    private static final byte VERSION = 1;
    private static final short SEQ_BYTES = 6;
    private static final short PLACES = 32;
    private static final short SEQUENCE_BYTES = 1 + PLACES * SEQ_BYTES + 32;
    private static final short IND_BITS = 5;
    private static final short IND_MASK = 0x1F;
    private static final short LAST = SEQ_BYTES - 1;

    /// The farthest that SEQ may be ahead, 2^28, in its third byte (TS 33.102, C.2.1).
    private static final byte DELTA = 0x10;

    private final Parcel parcel;
    private final State state;
    private final Attempts attempts;

    /// A SEQ, and the highest of all.
    private final byte[] work =
            JCSystem.makeTransientByteArray((short) (2 * SEQ_BYTES), JCSystem.CLEAR_ON_DESELECT);

    private final byte[] zeros =
            JCSystem.makeTransientByteArray(Field.MAC_BYTES, JCSystem.CLEAR_ON_RESET);

    Subscriber(Parcel parcel) {
        this.parcel = parcel;
        state = parcel.state;
        attempts = new Attempts(state);
    }

    /// Whether a limit is reached, so that nothing may be computed.
    boolean isExhausted(boolean umts) {
        if (!parcel.parts.has(Parts.SEQUENCE)) {
            return false;
        }
        return umts ? !attempts.allowUmts(entry(PLACES)) : !attempts.allowGsm(entry(PLACES));
    }

    /// Counts an attempt, before it is known what comes of it. That also ends a preparation: the
    /// package carries counts and sequence numbers from before, with which a handset would accept
    /// the same challenge again.
    void count(boolean umts) {
        boolean first = !parcel.parts.has(Parts.SEQUENCE);
        if (first) {
            blank();
        }
        Journal journal = state.journal();
        journal.begin();
        if (umts) {
            attempts.putFailure(entry(PLACES));
        } else {
            attempts.putGsm(entry(PLACES));
        }
        if (first) {
            parcel.parts.putLength(Parts.SEQUENCE, SEQUENCE_BYTES);
        }
        if (state.phase() == State.PREPARED) {
            state.putEnd(zeros);
        }
        journal.commit();
        parcel.clean();
    }

    /// Whether the token may answer the network, and could remember that it did.
    boolean mayAnswer() {
        return state.mayAuthenticate() && (!parcel.parts.has(Parts.SEQUENCE) || hasSequence());
    }

    private boolean hasSequence() {
        Area area = parcel.parts.current(Parts.SEQUENCE);
        return parcel.parts.length(Parts.SEQUENCE) == SEQUENCE_BYTES
                && area.bytes[area.start] == VERSION;
    }

    @Override
    public boolean isFresh(byte[] sqn, short off) {
        toSeq(sqn, off);
        highestSeq(SEQ_BYTES);
        byte[] kept = state.memory();
        return Bytes.compare(work, (short) 0, kept, entry(ind(sqn, off)), SEQ_BYTES) > 0
                && !isTooFar();
    }

    private static short ind(byte[] sqn, short off) {
        return (short) (sqn[(short) (off + LAST)] & IND_MASK);
    }

    /// Where in the memory the SEQ of an IND stands.
    private short entry(short ind) {
        return (short) (parcel.parts.current(Parts.SEQUENCE).start + 1 + (short) (ind * SEQ_BYTES));
    }

    /// Shifts IND out of an SQN.
    private void toSeq(byte[] sqn, short off) {
        short carry = 0;
        for (short i = 0; i < SEQ_BYTES; i++) {
            short whole = (short) (sqn[(short) (off + i)] & 0xFF);
            work[i] = (byte) ((short) (whole >> IND_BITS) | carry);
            carry = (short) ((short) (whole & IND_MASK) << (short) (8 - IND_BITS));
        }
    }

    /// Writes the highest SEQ into `work` and says whose it is.
    private short highestSeq(short to) {
        Util.arrayFillNonAtomic(work, to, SEQ_BYTES, (byte) 0);
        short best = 0;
        for (short ind = 0; ind < PLACES; ind++) {
            if (Bytes.compare(state.memory(), entry(ind), work, to, SEQ_BYTES) > 0) {
                Util.arrayCopyNonAtomic(state.memory(), entry(ind), work, to, SEQ_BYTES);
                best = ind;
            }
        }
        return best;
    }

    /// Whether the first SEQ in `work` is more than delta beyond the second.
    private boolean isTooFar() {
        short borrow = 0;
        for (short i = LAST; i >= 0; i--) {
            short mine = (short) (work[i] & 0xFF);
            short highest = (short) (work[(short) (SEQ_BYTES + i)] & 0xFF);
            short difference = (short) (mine - highest - borrow);
            borrow = (short) (difference < 0 ? 1 : 0);
            work[i] = (byte) difference;
        }
        if (borrow != 0) {
            return false;
        }
        boolean exact = work[3] == 0 && work[4] == 0 && work[LAST] == 0;
        short third = (short) (work[2] & 0xFF);
        return work[0] != 0 || work[1] != 0 || third > DELTA || (third == DELTA && !exact);
    }

    @Override
    public void accept(byte[] sqn, short off) {
        toSeq(sqn, off);
        Journal journal = state.journal();
        journal.begin();
        journal.put(entry(ind(sqn, off)), work, (short) 0, SEQ_BYTES);
        attempts.putSuccess(entry(PLACES));
        journal.commit();
    }

    /// Makes an array of zeros where no array is.
    private void blank() {
        Area area = parcel.parts.current(Parts.SEQUENCE);
        Journal journal = state.journal();
        for (short at = 0; at < SEQUENCE_BYTES; at += SEQ_BYTES) {
            journal.write((short) (area.start + at), zeros, (short) 0, SEQ_BYTES);
        }
        journal.writeByte(area.start, VERSION);
    }

    @Override
    public void highest(byte[] out, short outOff) {
        short ind = highestSeq((short) 0);
        short carry = ind;
        for (short i = LAST; i >= 0; i--) {
            short whole = (short) (work[i] & 0xFF);
            out[(short) (outOff + i)] = (byte) ((short) (whole << IND_BITS) | carry);
            carry = (short) (whole >> (short) (8 - IND_BITS));
        }
    }
}
