// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

/// The permutation Keccak-f[1600] (FIPS 202, clause 3), which the JDK has inside its SHA-3 and
/// gives to nobody. Its constants are computed as the standard defines them.
///
/// In constant time: there is no branch and no address that depends on the state.
final class Keccak {
    static final int STATE_BYTES = 200;
    private static final int SIDE = 5;
    private static final int LANES = SIDE * SIDE;
    private static final int ROUNDS = 24;
    private static final long[] ROUND_CONSTANTS = roundConstants();
    private static final int[] OFFSETS = offsets();

    private Keccak() {}

    /// Permutes a state of 200 bytes in place; bit i of the state is bit i mod 8 of byte i / 8.
    static void permute(byte[] state) {
        long[] a = new long[LANES];
        for (int i = 0; i < STATE_BYTES; i++) {
            a[i / 8] |= (state[i] & 0xFFL) << (8 * (i % 8));
        }
        long[] b = new long[LANES];
        for (long constant : ROUND_CONSTANTS) {
            theta(a);
            rhoAndPi(a, b);
            chi(b, a);
            a[0] ^= constant;
        }
        for (int i = 0; i < STATE_BYTES; i++) {
            state[i] = (byte) (a[i / 8] >>> (8 * (i % 8)));
        }
    }

    private static void theta(long[] a) {
        long[] c = new long[SIDE];
        for (int i = 0; i < LANES; i++) {
            c[i % SIDE] ^= a[i];
        }
        for (int i = 0; i < LANES; i++) {
            int x = i % SIDE;
            a[i] ^= c[(x + 4) % SIDE] ^ Long.rotateLeft(c[(x + 1) % SIDE], 1);
        }
    }

    private static void rhoAndPi(long[] a, long[] b) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int from = x + SIDE * y;
                b[y + SIDE * ((2 * x + 3 * y) % SIDE)] = Long.rotateLeft(a[from], OFFSETS[from]);
            }
        }
    }

    private static void chi(long[] b, long[] a) {
        for (int i = 0; i < LANES; i++) {
            int row = i - i % SIDE;
            a[i] = b[i] ^ (~b[row + (i + 1) % SIDE] & b[row + (i + 2) % SIDE]);
        }
    }

    /// The triangular numbers, along the walk of clause 3.2.2.
    private static int[] offsets() {
        int[] offsets = new int[LANES];
        int x = 1;
        int y = 0;
        for (int t = 0; t < LANES - 1; t++) {
            offsets[x + SIDE * y] = (t + 1) * (t + 2) / 2 % Long.SIZE;
            int next = (2 * x + 3 * y) % SIDE;
            x = y;
            y = next;
        }
        return offsets;
    }

    /// The bits of the shift register of clause 3.2.5, seven for each round.
    private static long[] roundConstants() {
        long[] constants = new long[ROUNDS];
        int register = 1;
        for (int round = 0; round < ROUNDS; round++) {
            for (int j = 0; j <= 6; j++) {
                constants[round] |= (register & 1L) << ((1 << j) - 1);
                register = register << 1 ^ (register >>> 7) * 0x171;
            }
        }
        return constants;
    }
}
