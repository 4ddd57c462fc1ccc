// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import org.veritac.card.Secret;

import java.util.Arrays;
import java.util.Optional;

/// COMP128 with the key of one subscriber: A3 and A8 of old GSM subscriptions, in its three
/// versions. It proves no network; version 1 gives its key away after some 10^5 chosen challenges,
/// which is why [Limits] count.
///
/// Not in constant time: the tables are looked up at places that depend on the key, as the
/// algorithm is defined. Who can watch the caches of the machine can learn from it.
public final class Comp128 implements Algorithm {
    /// Of Ki, 16.
    public static final int KEY_BYTES = 16;

    private static final int STATE_BYTES = 32;
    private static final int LEVELS = 5;
    private static final int ROUNDS = 8;
    private static final int STATE_BITS_FIRST = 128;
    private static final int STATE_BITS = 256;

    private final Version version;
    private final Secret ki;

    /// Which COMP128.
    public enum Version {
        /// Of 1998: the last ten bits of Kc are zero.
        ONE(1),
        /// Another compression; the last ten bits of Kc are zero.
        TWO(2),
        /// As version 2, with all bits of Kc.
        THREE(3);

        private final int number;

        Version(int number) {
            this.number = number;
        }

        /// 1, 2 or 3.
        public int number() {
            return number;
        }

        /// The version with a number that somebody else gave.
        public static Optional<Version> ofNumber(int number) {
            return Arrays.stream(values()).filter(one -> one.number == number).findFirst();
        }
    }

    /// COMP128 of one subscriber.
    ///
    /// @param ki 16 bytes, copied
    public Comp128(Version version, Secret ki) {
        if (ki.length() != KEY_BYTES) {
            throw new IllegalArgumentException("a subscriber key has 128 bits");
        }
        this.version = version;
        this.ki = ki.part(0, KEY_BYTES);
    }

    public Version version() {
        return version;
    }

    @Override
    public GsmKeys gsm(Challenge rand) {
        byte[] key = ki.copy();
        GsmKeys keys =
                switch (version) {
                    case ONE -> first(key, rand.bytes());
                    case TWO -> later(key, rand.bytes(), 0xFC, 0x00);
                    case THREE -> later(key, rand.bytes(), 0xFF, 0xFF);
                };
        Arrays.fill(key, (byte) 0);
        return keys;
    }

    /// Version 1: eight rounds of a butterfly over 32 values, with a permutation of bits between.
    private static GsmKeys first(byte[] key, byte[] rand) {
        int[] x = new int[STATE_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            x[KEY_BYTES + i] = rand[i] & 0xFF;
        }
        for (int round = 0; round < ROUNDS; round++) {
            if (round > 0) {
                permute(x);
            }
            for (int i = 0; i < KEY_BYTES; i++) {
                x[i] = key[i] & 0xFF;
            }
            for (int level = 0; level < LEVELS; level++) {
                butterfly(x, level);
            }
        }
        GsmKeys keys = firstKeys(x);
        Arrays.fill(x, 0);
        return keys;
    }

    private static void butterfly(int[] x, int level) {
        int[] table = Comp128Tables.first(level);
        int half = 1 << (LEVELS - 1 - level);
        for (int m = 0; m < STATE_BYTES; m++) {
            if ((m & half) == 0) {
                int n = m + half;
                int y = (x[m] + 2 * x[n]) % table.length;
                int z = (2 * x[m] + x[n]) % table.length;
                x[m] = table[y];
                x[n] = table[z];
            }
        }
    }

    /// 32 values of four bits are 128 bits, of which every 17th makes the next challenge.
    private static void permute(int[] x) {
        int[] next = new int[KEY_BYTES];
        for (int bit = 0; bit < STATE_BITS_FIRST; bit++) {
            int from = bit * 17 % STATE_BITS_FIRST;
            int value = x[from / 4] >> (3 - from % 4) & 1;
            next[bit / 8] |= value << (7 - bit % 8);
        }
        System.arraycopy(next, 0, x, KEY_BYTES, KEY_BYTES);
    }

    /// The first 32 of the 128 bits, and the last 54.
    private static GsmKeys firstKeys(int[] x) {
        byte[] sres = new byte[GsmKeys.SRES_BYTES];
        for (int i = 0; i < sres.length; i++) {
            sres[i] = (byte) (x[2 * i] << 4 | x[2 * i + 1]);
        }
        byte[] kc = new byte[GsmKeys.KC_BYTES];
        for (int bit = 0; bit < 54; bit++) {
            int from = STATE_BITS_FIRST - 54 + bit;
            kc[bit / 8] |= (byte) ((x[from / 4] >> (3 - from % 4) & 1) << (7 - bit % 8));
        }
        return new GsmKeys(sres, Secret.taking(kc));
    }

    /// Versions 2 and 3: everything is turned round, and eight rounds follow.
    private static GsmKeys later(byte[] key, byte[] rand, int last, int veryLast) {
        int[] mixed = new int[KEY_BYTES];
        int[] state = new int[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            state[i] = rand[KEY_BYTES - 1 - i] & 0xFF;
            mixed[i] = state[i] ^ (key[KEY_BYTES - 1 - i] & 0xFF);
        }
        for (int round = 0; round < ROUNDS; round++) {
            state = compressed(state, mixed);
        }
        byte[] sres = new byte[GsmKeys.SRES_BYTES];
        for (int i = 0; i < sres.length; i++) {
            sres[i] = (byte) state[KEY_BYTES - 1 - i];
        }
        byte[] kc = new byte[GsmKeys.KC_BYTES];
        for (int i = 0; i < kc.length; i++) {
            kc[i] = (byte) state[kc.length - 1 - i];
        }
        kc[6] &= (byte) last;
        kc[7] &= (byte) veryLast;
        Arrays.fill(mixed, 0);
        Arrays.fill(state, 0);
        return new GsmKeys(sres, Secret.taking(kc));
    }

    private static int[] compressed(int[] rand, int[] mixed) {
        int[] x = Arrays.copyOf(rand, STATE_BYTES);
        System.arraycopy(mixed, 0, x, KEY_BYTES, KEY_BYTES);
        for (int level = 0; level < LEVELS; level++) {
            x = spread(x, level);
        }
        int[] out = new int[KEY_BYTES];
        for (int bit = 0; bit < STATE_BITS_FIRST; bit++) {
            int from = (19 * bit + 19) % STATE_BITS / 8;
            out[bit / 8] |= (x[from] >> ((3 * bit + 3) % 8) & 1) << (bit % 8);
        }
        return out;
    }

    /// Pairs the halves: the left of each pair goes in front of the right, in groups of 2^level.
    private static int[] spread(int[] x, int level) {
        int[] spread = new int[STATE_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            int left = substituted(x[KEY_BYTES + i], x[i]);
            int group = i >> level;
            int place = i & ((1 << level) - 1);
            spread[(group << (level + 1)) + place] = left;
            spread[((2 * group + 1) << level) + place] = substituted(left, x[KEY_BYTES + i]);
        }
        return spread;
    }

    private static int substituted(int inner, int other) {
        return Comp128Tables.outer()[Comp128Tables.inner()[inner] ^ other];
    }

    @Override
    public void close() {
        ki.close();
    }
}
