// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.token;

import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Bytes;
import org.veritac.applets.store.Journal;
import org.veritac.applets.usim.Freshness;
import org.veritac.applets.usim.Functions;
import org.veritac.applets.usim.Milenage;
import org.veritac.applets.usim.TestAlgorithm;

/// The subscription as the token itself uses it while it is free: keys and sequence numbers, which
/// it reads from the parts that it would hand over.
///
/// ```
///   keys      algorithm(1)  K(16)  [OPc(16)]  more    01 Milenage, 03 the test algorithm with a
///                                                     RES of 8 bytes, 04 of 16; more is carried
///   sequence  01  SEQ(6) x 32  Attempts               SEQ of each IND, TS 33.102 C.2
/// ```
///
/// Keys of another form are carried and handed over; the token answers no network with them.
final class Subscriber implements Functions, Freshness {
    private static final byte MILENAGE = 1;
    private static final byte TEST = 3;
    private static final byte TEST_WHOLE = 4;
    private static final short KEY = 1;
    private static final short TEST_BYTES = KEY + Milenage.BLOCK;
    private static final short MILENAGE_BYTES = TEST_BYTES + Milenage.BLOCK;

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
    private final Milenage milenage = Milenage.forSession();
    private final TestAlgorithm test = TestAlgorithm.forSession();
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

    /// Whether the token may and can answer the network.
    boolean canAnswer() {
        if (!state.mayAuthenticate() || !parcel.parts.has(Parts.KEYS)) {
            return false;
        }
        byte algorithm = algorithm();
        short bytes = parcel.parts.length(Parts.KEYS);
        boolean known =
                (algorithm == MILENAGE && bytes >= MILENAGE_BYTES)
                        || (isTest(algorithm) && bytes >= TEST_BYTES);
        return known && (!parcel.parts.has(Parts.SEQUENCE) || hasSequence());
    }

    private static boolean isTest(byte algorithm) {
        return algorithm == TEST || algorithm == TEST_WHOLE;
    }

    private byte algorithm() {
        Area keys = parcel.parts.current(Parts.KEYS);
        return keys.bytes[keys.start];
    }

    private boolean hasSequence() {
        Area area = parcel.parts.current(Parts.SEQUENCE);
        return parcel.parts.length(Parts.SEQUENCE) == SEQUENCE_BYTES
                && area.bytes[area.start] == VERSION;
    }

    private Functions chosen() {
        return algorithm() == MILENAGE ? (Functions) milenage : test;
    }

    @Override
    public void begin(byte[] rand, short off) {
        Area keys = parcel.parts.current(Parts.KEYS);
        short key = (short) (keys.start + KEY);
        if (algorithm() == MILENAGE) {
            milenage.personalise(keys.bytes, key);
        } else {
            test.personalise(keys.bytes, key, algorithm() == TEST_WHOLE);
        }
        chosen().begin(rand, off);
    }

    @Override
    public void out1(byte[] sqnAmf, short off, byte[] out, short outOff) {
        chosen().out1(sqnAmf, off, out, outOff);
    }

    @Override
    public void out(byte which, byte[] out, short outOff) {
        chosen().out(which, out, outOff);
    }

    @Override
    public short moreRes(byte[] out, short outOff) {
        return chosen().moreRes(out, outOff);
    }

    @Override
    public void clear() {
        milenage.clear();
        test.clear();
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
