// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.usim;

import javacard.framework.JCSystem;
import javacard.framework.Util;

/// TUAK (TS 35.231, clauses 5 and 6): Keccak-f[1600] over one block, in which every field has its
/// last byte first.
///
/// ```
/// byte  0  TOPc(32) INSTANCE(1) name(7) RAND(16) AMF(2) SQN(6) K(32) 1F ...
///     135  80 ...
///     200
/// ```
///
/// MAC has 8 bytes in an AUTN; the other lengths of the standard are there for its test sets.
public final class Tuak implements Functions {
    /// Bytes of TOPc.
    public static final short TOPC_BYTES = 32;

    /// INSTANCE, in whose words lengths are said: K, IK, CK of 256 bits, and in bits 3 to 5 RES or
    /// MAC of 64, 128, 256 bits; without them K, IK and CK have 128 bits and RES has 32.
    public static final byte K_256 = 0x01;

    public static final byte IK_256 = 0x02;
    public static final byte CK_256 = 0x04;
    static final byte MAC_64 = 0x08;

    private static final byte RES_MASK = 0x38;
    private static final byte F1 = 0x00;
    private static final byte F1_STAR = (byte) 0x80;
    private static final byte F2345 = 0x40;
    private static final byte F5_STAR = (byte) 0xC0;

    private static final byte[] NAME = {'T', 'U', 'A', 'K', '1', '.', '0'};

    private static final short INSTANCE_PLACE = 32;
    private static final short NAME_PLACE = 33;
    private static final short RAND_PLACE = 40;
    private static final short AMF_PLACE = 56;
    private static final short K_PLACE = 64;
    private static final short PADDING = 96;
    private static final short LAST = 135;
    private static final short CK_PLACE = 32;
    private static final short IK_PLACE = 64;
    private static final short AK_PLACE = 96;
    private static final short RAND = 16;
    private static final short SHORT_KEY = 16;
    private static final short LONG_KEY = 32;
    private static final short SQN_AMF = 8;
    private static final short MAC = 8;
    private static final short AK = 6;

    /// Places in `own`: TOPc, K, RAND, lengths, iterations, and whether f2 to f5 are computed; then
    /// what they gave.
    private static final short OWN_K = TOPC_BYTES;

    private static final short OWN_RAND = OWN_K + LONG_KEY;
    private static final short LENGTHS = OWN_RAND + RAND;
    private static final short ITERATIONS = LENGTHS + 1;
    private static final short DERIVED = ITERATIONS + 1;
    private static final short GIVEN = DERIVED + 1;
    private static final short GIVEN_BYTES = AK_PLACE + AK;
    private static final short OWN_BYTES = GIVEN + GIVEN_BYTES;

    private final Keccak keccak = new Keccak();
    private final byte[] own =
            JCSystem.makeTransientByteArray(OWN_BYTES, JCSystem.CLEAR_ON_DESELECT);
    private final byte[] state;

    private Tuak(byte[] state) {
        this.state = state;
    }

    /// An empty one that forgets its keys when its applet is deselected.
    ///
    /// @param state of 200 bytes, transient, for as long as a call takes
    public static Tuak forSession(byte[] state) {
        return new Tuak(state);
    }

    /// Takes K and TOPc.
    ///
    /// @param from where they stand
    /// @param k where K begins, 16 bytes or 32
    /// @param topc where TOPc begins
    /// @param lengths as INSTANCE says them
    public void personalise(byte[] from, short k, short topc, byte lengths) {
        Util.arrayCopyNonAtomic(from, topc, own, (short) 0, TOPC_BYTES);
        Util.arrayCopyNonAtomic(from, k, own, OWN_K, keyBytes(lengths));
        own[LENGTHS] = lengths;
        own[ITERATIONS] = 1;
    }

    private static short keyBytes(byte lengths) {
        return (byte) (lengths & K_256) == 0 ? SHORT_KEY : LONG_KEY;
    }

    /// How often the permutation is applied, 1 to 255; once where nothing is said.
    public void iterate(byte times) {
        own[ITERATIONS] = times;
    }

    @Override
    public void begin(byte[] rand, short off) {
        Util.arrayCopyNonAtomic(rand, off, own, OWN_RAND, RAND);
        own[DERIVED] = 0;
    }

    @Override
    public void macA(byte[] sqnAmf, short off, byte[] out, short outOff) {
        mac((byte) (F1 | MAC_64), sqnAmf, off);
        take((short) 0, MAC, out, outOff);
    }

    @Override
    public void macS(byte[] sqnAmf, short off, byte[] out, short outOff) {
        mac((byte) (F1_STAR | MAC_64), sqnAmf, off);
        take((short) 0, MAC, out, outOff);
    }

    /// f1 or f1*, whose result is in the state.
    ///
    /// @param instance which of them, with the length of MAC
    void mac(byte instance, byte[] sqnAmf, short off) {
        fill(instance);
        put(sqnAmf, off, SQN_AMF, AMF_PLACE);
        permute();
    }

    @Override
    public short res(byte[] out, short outOff) {
        // 0, 8, 16 or 32 for 4, 8, 16 or 32 bytes.
        short length = (short) (own[LENGTHS] & RES_MASK);
        return given((short) 0, length == 0 ? (short) 4 : length, out, outOff);
    }

    @Override
    public short ck(byte[] out, short outOff) {
        boolean big = (byte) (own[LENGTHS] & CK_256) != 0;
        return given(CK_PLACE, big ? LONG_KEY : SHORT_KEY, out, outOff);
    }

    @Override
    public short ik(byte[] out, short outOff) {
        boolean big = (byte) (own[LENGTHS] & IK_256) != 0;
        return given(IK_PLACE, big ? LONG_KEY : SHORT_KEY, out, outOff);
    }

    @Override
    public void ak(byte[] out, short outOff) {
        given(AK_PLACE, AK, out, outOff);
    }

    /// One of f2 to f5, which are computed together.
    private short given(short place, short length, byte[] out, short outOff) {
        if (own[DERIVED] == 0) {
            fill((byte) (F2345 | own[LENGTHS]));
            permute();
            Util.arrayCopyNonAtomic(state, (short) 0, own, GIVEN, GIVEN_BYTES);
            own[DERIVED] = 1;
        }
        reverse(own, (short) (GIVEN + place), length, out, outOff);
        return length;
    }

    @Override
    public void akStar(byte[] out, short outOff) {
        fill(F5_STAR);
        permute();
        take(AK_PLACE, AK, out, outOff);
    }

    @Override
    public boolean asksForResynchronisation(byte[] amf, short off) {
        return false;
    }

    @Override
    public void clear() {
        Util.arrayFillNonAtomic(own, (short) 0, OWN_BYTES, (byte) 0);
        Util.arrayFillNonAtomic(state, (short) 0, Keccak.STATE_BYTES, (byte) 0);
        keccak.clear();
    }

    /// The input with everything but AMF and SQN.
    private void fill(byte instance) {
        Util.arrayFillNonAtomic(state, (short) 0, Keccak.STATE_BYTES, (byte) 0);
        put(own, (short) 0, TOPC_BYTES, (short) 0);
        state[INSTANCE_PLACE] = (byte) (instance | (byte) (own[LENGTHS] & K_256));
        put(NAME, (short) 0, (short) NAME.length, NAME_PLACE);
        put(own, OWN_RAND, RAND, RAND_PLACE);
        put(own, OWN_K, keyBytes(own[LENGTHS]), K_PLACE);
        state[PADDING] = 0x1F;
        state[LAST] = (byte) 0x80;
    }

    private void permute() {
        for (short i = (short) (own[ITERATIONS] & 0xFF); i > 0; i--) {
            keccak.permute(state);
        }
    }

    private void put(byte[] field, short off, short length, short place) {
        reverse(field, off, length, state, place);
    }

    /// A result out of the state.
    void take(short place, short length, byte[] out, short outOff) {
        reverse(state, place, length, out, outOff);
    }

    private static void reverse(byte[] from, short off, short length, byte[] to, short toOff) {
        short last = (short) (off + (short) (length - 1));
        for (short i = 0; i < length; i++) {
            to[(short) (toOff + i)] = from[(short) (last - i)];
        }
    }
}
