// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.usim;

import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

import org.veritac.applets.channel.Bytes;

/// Answers to challenges of a network: AUTHENTICATE in 3G and GSM context (TS 31.102, clause 7.1.2)
/// and RUN GSM ALGORITHM (TS 51.011, clause 9.2.16). Knows nothing of whether it may answer: that
/// is the gate's, and nobody else calls this.
public final class Authentication {
    /// Authentication error, incorrect MAC (TS 31.102, 7.1.2.1); says nothing about SQN.
    public static final short SW_INCORRECT_MAC = (short) 0x9862;

    /// Bytes of RAND.
    public static final short RAND = 16;

    private static final byte SUCCESS = (byte) 0xDB;
    private static final byte SYNCHRONISATION_FAILURE = (byte) 0xDC;
    private static final short MAC = 8;
    private static final short SRES = 4;
    private static final short KC = 8;
    private static final short AK = 6;

    /// AUTN = SQN xor AK (6) || AMF (2) || MAC (8).
    private static final short AUTN_MAC = 8;

    private final Functions functions;
    private final Freshness numbers;

    /// SQN || AMF, then what one function gave, then SRES and Kc.
    private final byte[] work;

    private static final short OUT = 8;
    private static final short GSM = OUT + Functions.BYTES_MAX;
    private static final short GSM_KC = GSM + SRES;
    private static final short WORK = GSM_KC + KC;

    /// @param functions the algorithm with its keys
    /// @param numbers what has been accepted so far
    public Authentication(Functions functions, Freshness numbers) {
        this.functions = functions;
        this.numbers = numbers;
        work = JCSystem.makeTransientByteArray(WORK, JCSystem.CLEAR_ON_DESELECT);
    }

    /// AUTHENTICATE in 3G context.
    ///
    /// @param in where RAND stands
    /// @param rand where it begins
    /// @param autn where AUTN begins
    /// @param out where DB {RES} {CK} {IK} or DC {AUTS} goes, from 0; may be `in`
    /// @return its length; 9862 is thrown when MAC is wrong
    public short umts(byte[] in, short rand, short autn, byte[] out) {
        functions.begin(in, rand);
        functions.ak(work, OUT);
        Util.arrayCopyNonAtomic(in, autn, work, (short) 0, OUT);
        for (short i = 0; i < AK; i++) {
            work[i] ^= work[(short) (OUT + i)];
        }
        functions.macA(work, (short) 0, work, OUT);
        if (!Bytes.equal(work, OUT, in, (short) (autn + AUTN_MAC), MAC)) {
            clear();
            ISOException.throwIt(SW_INCORRECT_MAC);
        }
        short length;
        if (!functions.asksForResynchronisation(work, AK) && numbers.isFresh(work, (short) 0)) {
            numbers.accept(work, (short) 0);
            length = success(out);
        } else {
            length = resynchronise(out);
        }
        clear();
        return length;
    }

    /// AUTHENTICATE in GSM context, or RUN GSM ALGORITHM when `plain`.
    ///
    /// @param in where RAND stands
    /// @param rand where it begins
    /// @param plain without the lengths before SRES and Kc
    /// @param out where 04 SRES 08 Kc, or SRES Kc, goes, from 0; may be `in`
    /// @return its length
    public short gsm(byte[] in, short rand, boolean plain, byte[] out) {
        functions.begin(in, rand);
        Util.arrayFillNonAtomic(work, GSM, (short) (SRES + KC), (byte) 0);
        // c2 (TS 33.102, 6.8.1.2): SRES is the sum of the words of RES.
        fold(functions.res(work, OUT), GSM, SRES);
        // c3: Kc is the sum of the halves of CK and IK.
        fold(functions.ck(work, OUT), GSM_KC, KC);
        fold(functions.ik(work, OUT), GSM_KC, KC);
        return told(plain, out);
    }

    /// The same with an algorithm of GSM.
    ///
    /// @param algorithm that has begun with RAND
    /// @param plain without the lengths before SRES and Kc
    /// @param out where it goes, from 0
    /// @return its length
    public short gsm(Comp128 algorithm, boolean plain, byte[] out) {
        algorithm.answer(work, GSM);
        algorithm.clear();
        return told(plain, out);
    }

    /// Adds what a function gave to one of the two answers, in pieces.
    private void fold(short bytes, short to, short piece) {
        for (short i = 0; i < bytes; i++) {
            short at = (short) (to + (short) (i & (short) (piece - 1)));
            work[at] ^= work[(short) (OUT + i)];
        }
    }

    private short told(boolean plain, byte[] out) {
        short at = 0;
        if (!plain) {
            out[at++] = (byte) SRES;
        }
        at = Util.arrayCopyNonAtomic(work, GSM, out, at, SRES);
        if (!plain) {
            out[at++] = (byte) KC;
        }
        at = Util.arrayCopyNonAtomic(work, GSM_KC, out, at, KC);
        clear();
        return at;
    }

    private short success(byte[] out) {
        out[0] = SUCCESS;
        out[1] = (byte) functions.res(out, (short) 2);
        short at = (short) (2 + out[1]);
        out[at] = (byte) functions.ck(out, (short) (at + 1));
        at += (short) (1 + out[at]);
        out[at] = (byte) functions.ik(out, (short) (at + 1));
        return (short) (at + 1 + out[at]);
    }

    /// AUTS = SQN_MS xor AK* (6) || MAC-S (8), computed with AMF* = 0000 (TS 33.102, 6.3.3).
    private short resynchronise(byte[] out) {
        numbers.highest(work, (short) 0);
        Util.setShort(work, AK, (short) 0);
        functions.macS(work, (short) 0, out, (short) (2 + AK));
        functions.akStar(work, OUT);
        out[0] = SYNCHRONISATION_FAILURE;
        out[1] = (byte) (AK + MAC);
        for (short i = 0; i < AK; i++) {
            out[(short) (2 + i)] = (byte) (work[i] ^ work[(short) (OUT + i)]);
        }
        return (short) (2 + AK + MAC);
    }

    private void clear() {
        functions.clear();
        Util.arrayFillNonAtomic(work, (short) 0, WORK, (byte) 0);
    }
}
