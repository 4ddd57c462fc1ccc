// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.usim;

import javacard.framework.JCSystem;
import javacard.framework.Util;

/// The test algorithm (TS 34.108, 8.1.2): everything is K xor RAND, or cut out of it. One challenge
/// and its response tell the key; it is for laboratories.
///
/// RES has 8 bytes or 16. Deviates: sequence numbers count as with any other algorithm.
public final class TestAlgorithm implements Functions {
    private static final short BLOCK = Milenage.BLOCK;
    private static final short HALF = 8;
    private static final short KEY_BYTES = BLOCK + 1;
    private static final short ANONYMITY = 3;
    private static final short AK = 6;

    /// K, and whether RES has 16 bytes; then K xor RAND.
    private final byte[] key;

    private final byte[] mixed;

    private TestAlgorithm(byte[] key) {
        this.key = key;
        mixed = JCSystem.makeTransientByteArray(BLOCK, JCSystem.CLEAR_ON_DESELECT);
    }

    /// An empty one that forgets its key when its applet is deselected.
    public static TestAlgorithm forSession() {
        return new TestAlgorithm(
                JCSystem.makeTransientByteArray(KEY_BYTES, JCSystem.CLEAR_ON_DESELECT));
    }

    /// Takes K.
    ///
    /// @param from where its 16 bytes stand
    /// @param whole whether RES has 16 bytes instead of 8
    public void personalise(byte[] from, short off, boolean whole) {
        Util.arrayCopyNonAtomic(from, off, key, (short) 0, BLOCK);
        key[BLOCK] = (byte) (whole ? 1 : 0);
    }

    @Override
    public void begin(byte[] rand, short off) {
        for (short i = 0; i < BLOCK; i++) {
            mixed[i] = (byte) (key[i] ^ rand[(short) (off + i)]);
        }
    }

    @Override
    public void out1(byte[] sqnAmf, short off, byte[] out, short outOff) {
        for (short i = 0; i < HALF; i++) {
            byte mac = (byte) (mixed[i] ^ sqnAmf[(short) (off + i)]);
            out[(short) (outOff + i)] = mac;
            out[(short) ((short) (outOff + HALF) + i)] = mac;
        }
    }

    @Override
    public void out(byte which, byte[] out, short outOff) {
        if (which == Milenage.OUT3 || which == Milenage.OUT4) {
            short by = (short) (which - Milenage.OUT2);
            for (short i = 0; i < BLOCK; i++) {
                out[(short) (outOff + i)] = mixed[(short) ((short) (i + by) & (BLOCK - 1))];
            }
            return;
        }
        Util.arrayCopyNonAtomic(mixed, ANONYMITY, out, outOff, AK);
        Util.arrayFillNonAtomic(out, (short) (outOff + AK), (short) 2, (byte) 0);
        Util.arrayCopyNonAtomic(mixed, (short) 0, out, (short) (outOff + HALF), HALF);
    }

    @Override
    public short moreRes(byte[] out, short outOff) {
        if (key[BLOCK] == 0) {
            return 0;
        }
        Util.arrayCopyNonAtomic(mixed, HALF, out, outOff, HALF);
        return HALF;
    }

    @Override
    public void clear() {
        Util.arrayFillNonAtomic(mixed, (short) 0, BLOCK, (byte) 0);
        Util.arrayFillNonAtomic(key, (short) 0, KEY_BYTES, (byte) 0);
    }
}
