// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.usim;

import javacard.framework.JCSystem;
import javacard.framework.Util;

/// COMP128 in its three versions: A3 and A8 of old GSM subscriptions. It proves no network. Version
/// 1 gives its key away after some 10^5 chosen challenges: who asks it has to count.
///
/// Not in constant time: tables are looked up at places that depend on the key.
public final class Comp128 {
    /// Bytes of Ki and RAND.
    public static final short KEY_BYTES = 16;

    /// Of 1998: the last ten bits of Kc are zero.
    public static final byte ONE = 1;

    /// Another compression; the last ten bits of Kc are zero.
    public static final byte TWO = 2;

    /// As version 2, with all bits of Kc.
    public static final byte THREE = 3;

    private static final short STATE = 32;
    private static final short LEVELS = 5;
    private static final short ROUNDS = 8;
    private static final short BITS = 128;
    private static final short SRES = 4;
    private static final short KC = 8;
    private static final short KC_BITS_OF_ONE = 54;

    /// Places in `work`: the state, its successor, RAND.
    private static final short NEXT = STATE;

    private static final short CHALLENGE = NEXT + STATE;
    private static final short WORK = CHALLENGE + KEY_BYTES;

    /// Ki, and the version.
    private final byte[] key =
            JCSystem.makeTransientByteArray((short) (KEY_BYTES + 1), JCSystem.CLEAR_ON_DESELECT);

    private final byte[] work;

    private Comp128(byte[] work) {
        this.work = work;
    }

    /// An empty one that forgets its key when its applet is deselected.
    ///
    /// @param work 80 bytes, transient, from `begin` to `answer`
    public static Comp128 forSession(byte[] work) {
        return new Comp128(work);
    }

    /// Takes Ki.
    ///
    /// @param from where its 16 bytes stand
    public void personalise(byte[] from, short off, byte version) {
        Util.arrayCopyNonAtomic(from, off, key, (short) 0, KEY_BYTES);
        key[KEY_BYTES] = version;
    }

    /// Begins with a challenge of 16 bytes.
    public void begin(byte[] rand, short off) {
        Util.arrayCopyNonAtomic(rand, off, work, CHALLENGE, KEY_BYTES);
    }

    /// SRES(4) Kc(8).
    public void answer(byte[] out, short outOff) {
        if (key[KEY_BYTES] == ONE) {
            first(out, outOff);
        } else {
            later(out, outOff);
        }
    }

    /// Forgets key and challenge.
    public void clear() {
        Util.arrayFillNonAtomic(key, (short) 0, (short) (KEY_BYTES + 1), (byte) 0);
        Util.arrayFillNonAtomic(work, (short) 0, WORK, (byte) 0);
    }

    /// Version 1: eight rounds of a butterfly over 32 values, with a permutation of bits between.
    private void first(byte[] out, short outOff) {
        Util.arrayCopyNonAtomic(work, CHALLENGE, work, KEY_BYTES, KEY_BYTES);
        for (short round = 0; round < ROUNDS; round++) {
            if (round > 0) {
                permute();
            }
            Util.arrayCopyNonAtomic(key, (short) 0, work, (short) 0, KEY_BYTES);
            for (short level = 0; level < LEVELS; level++) {
                butterfly(level);
            }
        }
        Util.arrayFillNonAtomic(out, outOff, (short) (SRES + KC), (byte) 0);
        for (short bit = 0; bit < (short) (SRES * 8); bit++) {
            setBit(out, outOff, bit, halfByteBit(bit));
        }
        short kc = (short) (outOff + SRES);
        for (short bit = 0; bit < KC_BITS_OF_ONE; bit++) {
            setBit(out, kc, bit, halfByteBit((short) ((short) (BITS - KC_BITS_OF_ONE) + bit)));
        }
    }

    private void butterfly(short level) {
        short half = (short) (1 << (short) ((short) (LEVELS - 1) - level));
        short mask = (short) ((short) (1 << (short) (9 - level)) - 1);
        for (short m = 0; m < STATE; m++) {
            if ((short) (m & half) == 0) {
                short n = (short) (m + half);
                short left = (short) (work[m] & 0xFF);
                short right = (short) (work[n] & 0xFF);
                short y = (short) ((short) (left + (short) (2 * right)) & mask);
                short z = (short) ((short) ((short) (2 * left) + right) & mask);
                work[m] = Comp128Tables.first(level, y);
                work[n] = Comp128Tables.first(level, z);
            }
        }
    }

    /// 32 values of four bits are 128 bits, of which every 17th makes the next challenge.
    private void permute() {
        Util.arrayFillNonAtomic(work, NEXT, KEY_BYTES, (byte) 0);
        for (short bit = 0; bit < BITS; bit++) {
            short from = (short) ((short) (bit * 17) & (short) (BITS - 1));
            setBit(work, NEXT, bit, halfByteBit(from));
        }
        Util.arrayCopyNonAtomic(work, NEXT, work, KEY_BYTES, KEY_BYTES);
    }

    /// A bit of the 32 half bytes of the state, the highest first.
    private short halfByteBit(short bit) {
        short shift = (short) (3 - (short) (bit & 3));
        return (short) ((short) (work[(short) (bit >> 2)] >> shift) & 1);
    }

    private static void setBit(byte[] to, short off, short bit, short value) {
        short at = (short) (off + (short) (bit >> 3));
        to[at] |= (byte) (value << (short) (7 - (short) (bit & 7)));
    }

    /// Versions 2 and 3: everything is turned round, and eight rounds follow. What is added to Ki
    /// in each is the first challenge.
    private void later(byte[] out, short outOff) {
        for (short i = 0; i < KEY_BYTES; i++) {
            work[i] = work[(short) ((short) (CHALLENGE + KEY_BYTES) - 1 - i)];
        }
        for (short i = 0; i < KEY_BYTES; i++) {
            byte mixed = (byte) (work[i] ^ key[(short) ((short) (KEY_BYTES - 1) - i)]);
            work[(short) (CHALLENGE + i)] = mixed;
        }
        for (short round = 0; round < ROUNDS; round++) {
            compress();
        }
        for (short i = 0; i < SRES; i++) {
            out[(short) (outOff + i)] = work[(short) ((short) (KEY_BYTES - 1) - i)];
        }
        short kc = (short) (outOff + SRES);
        for (short i = 0; i < KC; i++) {
            out[(short) (kc + i)] = work[(short) ((short) (KC - 1) - i)];
        }
        if (key[KEY_BYTES] == TWO) {
            out[(short) (kc + 6)] &= (byte) 0xFC;
            out[(short) (kc + 7)] = 0;
        }
    }

    private void compress() {
        Util.arrayCopyNonAtomic(work, CHALLENGE, work, KEY_BYTES, KEY_BYTES);
        for (short level = 0; level < LEVELS; level++) {
            spread(level);
        }
        Util.arrayFillNonAtomic(work, NEXT, KEY_BYTES, (byte) 0);
        for (short bit = 0; bit < BITS; bit++) {
            short from = (short) ((short) ((short) ((short) (19 * bit) + 19) & 0xFF) >> 3);
            short shift = (short) ((short) ((short) (3 * bit) + 3) & 7);
            short value = (short) ((short) (work[from] >> shift) & 1);
            work[(short) (NEXT + (short) (bit >> 3))] |= (byte) (value << (short) (bit & 7));
        }
        Util.arrayCopyNonAtomic(work, NEXT, work, (short) 0, KEY_BYTES);
    }

    /// Pairs the halves: the left of each pair goes in front of the right, in groups of 2^level.
    private void spread(short level) {
        for (short i = 0; i < KEY_BYTES; i++) {
            byte right = work[(short) (KEY_BYTES + i)];
            byte left = Comp128Tables.later(right, work[i]);
            short group = (short) (i >> level);
            short place = (short) (i & (short) ((short) (1 << level) - 1));
            short to = (short) ((short) (group << (short) (level + 1)) + place);
            work[(short) (NEXT + to)] = left;
            to += (short) (1 << level);
            work[(short) (NEXT + to)] = Comp128Tables.later(left, right);
        }
        Util.arrayCopyNonAtomic(work, NEXT, work, (short) 0, STATE);
    }
}
