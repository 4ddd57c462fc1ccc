// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.usim;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.KeyBuilder;

import javacardx.crypto.Cipher;

/// Milenage (TS 35.206, clause 4.1) with the constants of the example set: one AES under K for
/// TEMP, then one for each output block.
///
/// The rotations r1 to r5 are whole bytes (8, 0, 4, 8, 12) and the constants c1 to c5 have one bit
/// in their last byte (0, 1, 2, 4, 8), so both are single numbers here.
public final class Milenage implements Functions {
    /// Bytes of RAND, K, OPc and of each output block.
    public static final short BLOCK = 16;

    /// OUT2: f5 is its bytes 0 to 5, f2 its bytes 8 to 15.
    private static final byte OUT2 = 2;

    /// OUT3: f3, the cipher key.
    private static final byte OUT3 = 3;

    /// OUT4: f4, the integrity key.
    private static final byte OUT4 = 4;

    /// OUT5: f5* is its bytes 0 to 5.
    private static final byte OUT5 = 5;

    private static final byte ROTATION_1 = 8;
    private static final short SQN_AMF = 8;
    private static final short HALF = 8;
    private static final short AK = 6;

    private final Cipher cipher;
    private final AESKey key;
    private final byte[] opc;
    private final byte[] temp;
    private final byte[] block;

    private Milenage(byte type, byte[] opc) {
        cipher = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_ECB_NOPAD, false);
        key = (AESKey) KeyBuilder.buildKey(type, KeyBuilder.LENGTH_AES_128, false);
        this.opc = opc;
        temp = JCSystem.makeTransientByteArray(BLOCK, JCSystem.CLEAR_ON_DESELECT);
        block = JCSystem.makeTransientByteArray(BLOCK, JCSystem.CLEAR_ON_DESELECT);
    }

    /// An empty one that keeps the keys it is given by [#personalise].
    public static Milenage stored() {
        return new Milenage(KeyBuilder.TYPE_AES, new byte[BLOCK]);
    }

    /// An empty one that forgets its keys when its applet is deselected.
    public static Milenage forSession() {
        return new Milenage(
                KeyBuilder.TYPE_AES_TRANSIENT_DESELECT,
                JCSystem.makeTransientByteArray(BLOCK, JCSystem.CLEAR_ON_DESELECT));
    }

    /// Takes K and OPc, which lie one behind the other. Torn, it is to be called again: whoever
    /// calls keeps a mark that it came to its end.
    ///
    /// @param keys where K || OPc stand
    /// @param off where K begins
    public void personalise(byte[] keys, short off) {
        key.setKey(keys, off);
        Util.arrayCopy(keys, (short) (off + BLOCK), opc, (short) 0, BLOCK);
    }

    /// TEMP = E(RAND xor OPc).
    @Override
    public void begin(byte[] rand, short off) {
        cipher.init(key, Cipher.MODE_ENCRYPT);
        for (short i = 0; i < BLOCK; i++) {
            block[i] = (byte) (rand[(short) (off + i)] ^ opc[i]);
        }
        cipher.doFinal(block, (short) 0, BLOCK, temp, (short) 0);
    }

    @Override
    public void macA(byte[] sqnAmf, short off, byte[] out, short outOff) {
        out1(sqnAmf, off);
        Util.arrayCopyNonAtomic(block, (short) 0, out, outOff, HALF);
    }

    @Override
    public void macS(byte[] sqnAmf, short off, byte[] out, short outOff) {
        out1(sqnAmf, off);
        Util.arrayCopyNonAtomic(block, HALF, out, outOff, HALF);
    }

    @Override
    public short res(byte[] out, short outOff) {
        out(OUT2);
        Util.arrayCopyNonAtomic(block, HALF, out, outOff, HALF);
        return HALF;
    }

    @Override
    public short ck(byte[] out, short outOff) {
        out(OUT3);
        Util.arrayCopyNonAtomic(block, (short) 0, out, outOff, BLOCK);
        return BLOCK;
    }

    @Override
    public short ik(byte[] out, short outOff) {
        out(OUT4);
        Util.arrayCopyNonAtomic(block, (short) 0, out, outOff, BLOCK);
        return BLOCK;
    }

    @Override
    public void ak(byte[] out, short outOff) {
        out(OUT2);
        Util.arrayCopyNonAtomic(block, (short) 0, out, outOff, AK);
    }

    @Override
    public void akStar(byte[] out, short outOff) {
        out(OUT5);
        Util.arrayCopyNonAtomic(block, (short) 0, out, outOff, AK);
    }

    /// OUT1: f1 (MAC-A) is its bytes 0 to 7, f1* (MAC-S) its bytes 8 to 15.
    private void out1(byte[] sqnAmf, short off) {
        for (short i = 0; i < BLOCK; i++) {
            short to = (short) ((short) (i - ROTATION_1) & 0x0F);
            byte in = (byte) (sqnAmf[(short) (off + (short) (i & (SQN_AMF - 1)))] ^ opc[i]);
            block[to] = (byte) (in ^ temp[to]);
        }
        finish();
    }

    private void out(byte which) {
        short rotation = (short) ((short) (which - OUT2) << 2);
        for (short i = 0; i < BLOCK; i++) {
            short from = (short) ((short) (i + rotation) & 0x0F);
            block[i] = (byte) (temp[from] ^ opc[from]);
        }
        block[(short) (BLOCK - 1)] ^= (byte) (1 << (short) (which - OUT2));
        finish();
    }

    @Override
    public boolean asksForResynchronisation(byte[] amf, short off) {
        return false;
    }

    @Override
    public void clear() {
        Util.arrayFillNonAtomic(temp, (short) 0, BLOCK, (byte) 0);
        Util.arrayFillNonAtomic(block, (short) 0, BLOCK, (byte) 0);
    }

    private void finish() {
        cipher.doFinal(block, (short) 0, BLOCK, block, (short) 0);
        for (short i = 0; i < BLOCK; i++) {
            block[i] ^= opc[i];
        }
    }
}
