// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.CryptoException;
import javacard.security.Signature;

import javacardx.crypto.Cipher;

/// AES-CMAC (NIST SP 800-38B, RFC 4493) over data that comes in pieces. The card's own where it has
/// one, else built on its AES.
public final class Cmac {
    public static final short BYTES = 16;

    private static final short BLOCK = 16;
    private static final short PENDING = 16;
    private static final short COUNT = 32;
    private static final short STATE_BYTES = 33;

    /// The reduction of a doubling in GF(2^128) (RFC 4493, 2.3).
    private static final byte REDUCTION = (byte) 0x87;

    private final Signature engine;
    private final Cipher aes;

    /// Without an own engine: the chained block, the bytes not yet chained, their number.
    private final byte[] state;

    public Cmac() {
        this(true);
    }

    /// @param own whether the card's own CMAC may be used
    Cmac(boolean own) {
        engine = own ? engineIfAny() : null;
        aes = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_ECB_NOPAD, false);
        state = JCSystem.makeTransientByteArray(STATE_BYTES, JCSystem.CLEAR_ON_DESELECT);
    }

    private static Signature engineIfAny() {
        try {
            return Signature.getInstance(Signature.ALG_AES_CMAC_128, false);
        } catch (CryptoException none) {
            return null;
        }
    }

    /// Begins a MAC; one that was begun before is forgotten.
    public void init(AESKey key) {
        if (engine != null) {
            engine.init(key, Signature.MODE_SIGN);
            return;
        }
        aes.init(key, Cipher.MODE_ENCRYPT);
        Util.arrayFillNonAtomic(state, (short) 0, STATE_BYTES, (byte) 0);
    }

    public void update(byte[] buffer, short offset, short length) {
        if (engine != null) {
            engine.update(buffer, offset, length);
            return;
        }
        for (short i = 0; i < length; i++) {
            if (state[COUNT] == BLOCK) {
                chain();
            }
            state[(short) (PENDING + state[COUNT])] = buffer[(short) (offset + i)];
            state[COUNT]++;
        }
    }

    /// Writes 16 bytes.
    public void finish(byte[] out, short offset) {
        if (engine != null) {
            engine.sign(out, (short) 0, (short) 0, out, offset);
            return;
        }
        boolean whole = state[COUNT] == BLOCK;
        if (!whole) {
            short end = (short) (PENDING + state[COUNT]);
            Util.arrayFillNonAtomic(state, end, (short) (COUNT - end), (byte) 0);
            state[end] = (byte) 0x80;
        }
        xorIntoPending(state, (short) 0);
        // The subkeys are made where the chained block was.
        Util.arrayFillNonAtomic(state, (short) 0, BLOCK, (byte) 0);
        aes.doFinal(state, (short) 0, BLOCK, state, (short) 0);
        twice();
        if (!whole) {
            twice();
        }
        xorIntoPending(state, (short) 0);
        aes.doFinal(state, PENDING, BLOCK, out, offset);
        Util.arrayFillNonAtomic(state, (short) 0, STATE_BYTES, (byte) 0);
    }

    private void chain() {
        xorIntoPending(state, (short) 0);
        aes.doFinal(state, PENDING, BLOCK, state, (short) 0);
        state[COUNT] = 0;
    }

    private void xorIntoPending(byte[] block, short offset) {
        for (short i = 0; i < BLOCK; i++) {
            state[(short) (PENDING + i)] ^= block[(short) (offset + i)];
        }
    }

    /// Doubles the first block of the state.
    private void twice() {
        byte reduction = state[0] < 0 ? REDUCTION : (byte) 0;
        short carry = 0;
        for (short i = (short) (BLOCK - 1); i >= 0; i--) {
            short wide = (short) (((short) (state[i] & 0xFF) << 1) | carry);
            state[i] = (byte) wide;
            carry = (short) ((wide >> 8) & 1);
        }
        state[(short) (BLOCK - 1)] ^= reduction;
    }
}
