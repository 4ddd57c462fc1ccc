// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.usim;

import javacard.framework.JCSystem;
import javacard.framework.Util;

/// The permutation Keccak-f[1600] (FIPS 202, clause 3) in place, on bytes: a lane is 8 of them, the
/// lowest first. Without tables: rotations and round constants are computed as the standard defines
/// them. In constant time: no branch and no address depends on the state.
final class Keccak {
    static final short STATE_BYTES = 200;

    private static final short SIDE = 5;
    private static final short LANE = 8;
    private static final short ROW = SIDE * LANE;
    private static final short ROUNDS = 24;
    private static final short MOVES = 24;
    private static final short BITS_OF_CONSTANT = 7;
    private static final short CARRY = 0x100;
    private static final short FEEDBACK = 0x171;

    /// Five lanes: the parities of the columns, or a row.
    private final byte[] lanes = JCSystem.makeTransientByteArray(ROW, JCSystem.CLEAR_ON_DESELECT);

    /// The lane that is on its way, and the one that it takes the place of.
    private final byte[] moved =
            JCSystem.makeTransientByteArray((short) (2 * LANE), JCSystem.CLEAR_ON_DESELECT);

    /// Permutes a state of 200 bytes.
    void permute(byte[] state) {
        short register = 1;
        for (short round = 0; round < ROUNDS; round++) {
            theta(state);
            rhoAndPi(state);
            chi(state);
            register = iota(state, register);
        }
    }

    /// Overwrites what is left of a state.
    void clear() {
        Util.arrayFillNonAtomic(lanes, (short) 0, ROW, (byte) 0);
        Util.arrayFillNonAtomic(moved, (short) 0, (short) (2 * LANE), (byte) 0);
    }

    private void theta(byte[] state) {
        Util.arrayCopyNonAtomic(state, (short) 0, lanes, (short) 0, ROW);
        for (short i = ROW; i < STATE_BYTES; i++) {
            lanes[(short) (i % ROW)] ^= state[i];
        }
        for (short i = 0; i < ROW; i++) {
            short lane = (short) (i & ~(LANE - 1));
            short before = (short) ((short) (i + (short) (ROW - LANE)) % ROW);
            short next = (short) ((short) (lane + LANE) % ROW);
            byte turned = turned(lanes, next, (short) (i & (LANE - 1)), (short) 1);
            byte difference = (byte) (lanes[before] ^ turned);
            for (short at = i; at < STATE_BYTES; at += ROW) {
                state[at] ^= difference;
            }
        }
    }

    /// One byte of a lane that is turned to the left, by 0 to 63 bits.
    private static byte turned(byte[] from, short lane, short place, short bits) {
        short bytes = (short) (bits >> 3);
        short rest = (short) (bits & 7);
        short high = (short) ((short) (place - bytes) & (LANE - 1));
        short low = (short) ((short) (high - 1) & (LANE - 1));
        short left = (short) (from[(short) (lane + high)] << rest);
        short right = (short) ((short) (from[(short) (lane + low)] & 0xFF) >> (short) (8 - rest));
        return (byte) (left | right);
    }

    /// Each lane but the first, turned by the next triangular number, takes the place of the next
    /// along the walk of clause 3.2.2.
    private void rhoAndPi(byte[] state) {
        short x = 1;
        short y = 0;
        short turn = 0;
        Util.arrayCopyNonAtomic(state, LANE, moved, (short) 0, LANE);
        for (short move = 1; move <= MOVES; move++) {
            turn = (short) ((short) (turn + move) & 63);
            short next = (short) ((short) ((short) (2 * x) + (short) (3 * y)) % SIDE);
            x = y;
            y = next;
            short to = (short) ((short) (x * LANE) + (short) (y * ROW));
            Util.arrayCopyNonAtomic(state, to, moved, LANE, LANE);
            for (short i = 0; i < LANE; i++) {
                state[(short) (to + i)] = turned(moved, (short) 0, i, turn);
            }
            Util.arrayCopyNonAtomic(moved, LANE, moved, (short) 0, LANE);
        }
    }

    private void chi(byte[] state) {
        for (short row = 0; row < STATE_BYTES; row += ROW) {
            Util.arrayCopyNonAtomic(state, row, lanes, (short) 0, ROW);
            for (short i = 0; i < ROW; i++) {
                byte next = lanes[(short) ((short) (i + LANE) % ROW)];
                byte second = lanes[(short) ((short) (i + (short) (2 * LANE)) % ROW)];
                state[(short) (row + i)] = (byte) (lanes[i] ^ (byte) (~next & second));
            }
        }
    }

    /// Adds the round constant: seven bits of the shift register of clause 3.2.5, in the places 2^j
    /// -
    ///   1.
    private static short iota(byte[] state, short before) {
        short register = before;
        for (short j = 0; j < BITS_OF_CONSTANT; j++) {
            short place = (short) ((short) (1 << j) - 1);
            short bit = (short) (register & 1);
            state[(short) (place >> 3)] ^= (byte) (bit << (short) (place & 7));
            register = (short) (register << 1);
            if ((short) (register & CARRY) != 0) {
                register ^= FEEDBACK;
            }
        }
        return register;
    }
}
