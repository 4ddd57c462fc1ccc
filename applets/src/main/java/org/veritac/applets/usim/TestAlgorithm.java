// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.usim;

import javacard.framework.JCSystem;
import javacard.framework.Util;

/// The test algorithm (TS 34.108, 8.1.2): everything is K xor RAND, or cut out of it. One challenge
/// and its response tell the key; it is for laboratories.
///
/// RES has 4, 8 or 16 bytes. Deviates: sequence numbers count as with any other algorithm.
public final class TestAlgorithm implements Functions {
    private static final short BLOCK = Milenage.BLOCK;
    private static final short HALF = 8;
    private static final short KEY_BYTES = BLOCK + 1;
    private static final short ANONYMITY = 3;
    private static final short AK = 6;
    private static final short AMF_RESYNCH = (short) 0xFFFF;

    /// K, and how many bytes RES has; then K xor RAND.
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
    /// @param resBytes how many bytes RES has, 4 to 16
    public void personalise(byte[] from, short off, byte resBytes) {
        Util.arrayCopyNonAtomic(from, off, key, (short) 0, BLOCK);
        key[BLOCK] = resBytes;
    }

    @Override
    public void begin(byte[] rand, short off) {
        for (short i = 0; i < BLOCK; i++) {
            mixed[i] = (byte) (key[i] ^ rand[(short) (off + i)]);
        }
    }

    @Override
    public void macA(byte[] sqnAmf, short off, byte[] out, short outOff) {
        for (short i = 0; i < HALF; i++) {
            out[(short) (outOff + i)] = (byte) (mixed[i] ^ sqnAmf[(short) (off + i)]);
        }
    }

    @Override
    public void macS(byte[] sqnAmf, short off, byte[] out, short outOff) {
        macA(sqnAmf, off, out, outOff);
    }

    @Override
    public short res(byte[] out, short outOff) {
        Util.arrayCopyNonAtomic(mixed, (short) 0, out, outOff, key[BLOCK]);
        return key[BLOCK];
    }

    @Override
    public short ck(byte[] out, short outOff) {
        return turned((short) 1, out, outOff);
    }

    @Override
    public short ik(byte[] out, short outOff) {
        return turned((short) 2, out, outOff);
    }

    private short turned(short by, byte[] out, short outOff) {
        for (short i = 0; i < BLOCK; i++) {
            out[(short) (outOff + i)] = mixed[(short) ((short) (i + by) & (BLOCK - 1))];
        }
        return BLOCK;
    }

    @Override
    public void ak(byte[] out, short outOff) {
        Util.arrayCopyNonAtomic(mixed, ANONYMITY, out, outOff, AK);
    }

    @Override
    public void akStar(byte[] out, short outOff) {
        ak(out, outOff);
    }

    /// AMF of FFFF, by which a system simulator provokes one (8.1.2.2).
    @Override
    public boolean asksForResynchronisation(byte[] amf, short off) {
        return Util.getShort(amf, off) == AMF_RESYNCH;
    }

    @Override
    public void clear() {
        Util.arrayFillNonAtomic(mixed, (short) 0, BLOCK, (byte) 0);
        Util.arrayFillNonAtomic(key, (short) 0, KEY_BYTES, (byte) 0);
    }
}
