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
    private static final short KEY = 16;
    private static final short RES = 8;
    private static final short SRES = 4;
    private static final short KC = 8;
    private static final short AK = 6;

    /// AUTN = SQN xor AK (6) || AMF (2) || MAC (8).
    private static final short AUTN_MAC = 8;

    private final Functions functions;
    private final Freshness numbers;

    /// SQN || AMF, then one output block, then a second.
    private final byte[] work;

    private static final short OUT = 8;
    private static final short OUT_B = 24;
    private static final short WORK = 40;

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
        functions.out(Milenage.OUT2, work, OUT);
        Util.arrayCopyNonAtomic(in, autn, work, (short) 0, OUT);
        for (short i = 0; i < AK; i++) {
            work[i] ^= work[(short) (OUT + i)];
        }
        functions.out1(work, (short) 0, work, OUT_B);
        if (!Bytes.equal(work, OUT_B, in, (short) (autn + AUTN_MAC), MAC)) {
            clear();
            ISOException.throwIt(SW_INCORRECT_MAC);
        }
        short length;
        if (numbers.isFresh(work, (short) 0)) {
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
        short at = 0;
        if (!plain) {
            out[at++] = (byte) SRES;
        }
        // c2 (TS 33.102, 6.8.1.2): SRES = XRES*1 xor XRES*2 xor XRES*3 xor XRES*4, zero where RES
        // has ended.
        functions.out(Milenage.OUT2, work, OUT);
        Util.arrayFillNonAtomic(work, OUT_B, RES, (byte) 0);
        functions.moreRes(work, OUT_B);
        for (short i = 0; i < SRES; i++) {
            out[at++] =
                    (byte)
                            (work[(short) (OUT + MAC + i)]
                                    ^ work[(short) (OUT + MAC + SRES + i)]
                                    ^ work[(short) (OUT_B + i)]
                                    ^ work[(short) (OUT_B + SRES + i)]);
        }
        if (!plain) {
            out[at++] = (byte) KC;
        }
        // c3: Kc = CK1 xor CK2 xor IK1 xor IK2.
        functions.out(Milenage.OUT3, work, OUT);
        functions.out(Milenage.OUT4, work, OUT_B);
        for (short i = 0; i < KC; i++) {
            out[at++] =
                    (byte)
                            (work[(short) (OUT + i)]
                                    ^ work[(short) (OUT + KC + i)]
                                    ^ work[(short) (OUT_B + i)]
                                    ^ work[(short) (OUT_B + KC + i)]);
        }
        clear();
        return at;
    }

    private short success(byte[] out) {
        short at = 0;
        out[at++] = SUCCESS;
        out[at++] = (byte) RES;
        at = Util.arrayCopyNonAtomic(work, (short) (OUT + MAC), out, at, RES);
        short more = functions.moreRes(out, at);
        out[1] += (byte) more;
        at += more;
        out[at++] = (byte) KEY;
        functions.out(Milenage.OUT3, out, at);
        at += KEY;
        out[at++] = (byte) KEY;
        functions.out(Milenage.OUT4, out, at);
        return (short) (at + KEY);
    }

    /// AUTS = SQN_MS xor AK* (6) || MAC-S (8), computed with AMF* = 0000 (TS 33.102, 6.3.3).
    private short resynchronise(byte[] out) {
        numbers.highest(work, (short) 0);
        Util.setShort(work, AK, (short) 0);
        functions.out1(work, (short) 0, work, OUT_B);
        functions.out(Milenage.OUT5, work, OUT);
        out[0] = SYNCHRONISATION_FAILURE;
        out[1] = (byte) (AK + MAC);
        for (short i = 0; i < AK; i++) {
            out[(short) (2 + i)] = (byte) (work[i] ^ work[(short) (OUT + i)]);
        }
        return Util.arrayCopyNonAtomic(work, (short) (OUT_B + MAC), out, (short) (2 + AK), MAC);
    }

    private void clear() {
        functions.clear();
        Util.arrayFillNonAtomic(work, (short) 0, WORK, (byte) 0);
    }
}
