// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.veritac.card.Secret;

import java.util.Arrays;

/// TUAK with the keys of one subscriber (TS 35.231, clauses 5 and 6): Keccak-f[1600] over one
/// block.
///
/// ```
/// byte  0  TOP or TOPc(32) INSTANCE(1) name(7) RAND(16) AMF(2) SQN(6) K(32) 1F ...
///     135  80 ...
///     200
/// ```
///
/// Every field has its last byte first. In constant time. The working state is wiped after each
/// answer.
public final class Tuak extends Functions {
    /// Of TOP and TOPc, 32.
    public static final int TOPC_BYTES = 32;

    /// Permutations one behind the other, at most.
    public static final int ITERATIONS_MAX = 255;

    private static final byte[] NAME = "TUAK1.0".getBytes(US_ASCII);
    private static final int F1 = 0x00;
    private static final int F1_STAR = 0x80;
    private static final int F2345 = 0x40;
    private static final int F5_STAR = 0xC0;
    private static final int MAC_BYTES = 8;
    private static final int CK_OFFSET = 32;
    private static final int IK_OFFSET = 64;
    private static final int AK_OFFSET = 96;

    private final Secret k;
    private final Secret topc;
    private final Lengths lengths;
    private final int iterations;

    /// Lengths in bytes of what the functions give out (clause 5.1). MAC has 8 bytes, since AUTN
    /// has room for no more.
    ///
    /// @param res 4, 8, 16 or 32
    /// @param ck 16 or 32
    /// @param ik 16 or 32
    public record Lengths(int res, int ck, int ik) {
        /// RES of 64 bits, CK and IK of 128: what networks take today.
        public static final Lengths STANDARD = new Lengths(8, 16, 16);

        public Lengths {
            if (res != 4 && res != 8 && res != 16 && res != 32) {
                throw new IllegalArgumentException("a response of 32, 64, 128 or 256 bits");
            }
            if ((ck != 16 && ck != 32) || (ik != 16 && ik != 32)) {
                throw new IllegalArgumentException("keys of 128 or 256 bits");
            }
        }

        private int instance() {
            return code(res) | (ck / 32) << 2 | (ik / 32) << 1;
        }
    }

    /// Functions of one subscriber.
    ///
    /// @param k subscriber key, 16 or 32 bytes, copied
    /// @param topc of that key and the operator, 32 bytes, copied; see [#topc]
    /// @param iterations how often the permutation is applied, 1 to 255, 1 by default
    public Tuak(Secret k, Secret topc, Lengths lengths, int iterations) {
        check(k, topc, iterations);
        this.k = k.part(0, k.length());
        this.topc = topc.part(0, TOPC_BYTES);
        this.lengths = lengths;
        this.iterations = iterations;
    }

    private static void check(Secret k, Secret top, int iterations) {
        if (k.length() != 16 && k.length() != 32) {
            throw new IllegalArgumentException("a subscriber key has 128 or 256 bits");
        }
        if (top.length() != TOPC_BYTES) {
            throw new IllegalArgumentException("TOP and TOPc have 256 bits");
        }
        if (iterations < 1 || iterations > ITERATIONS_MAX) {
            throw new IllegalArgumentException("1 to 255 iterations");
        }
    }

    /// TOPc, which binds the operator's TOP to a subscriber's key, so that no card holds TOP.
    public static Secret topc(Secret k, Secret top, int iterations) {
        check(k, top, iterations);
        byte[] state = state(k, top, 0);
        permute(state, iterations);
        byte[] topc = reversed(state, 0, TOPC_BYTES);
        Arrays.fill(state, (byte) 0);
        return Secret.taking(topc);
    }

    @Override
    Macs f1(Block rand, Sqn sqn, int amf) {
        return new Macs(
                Autn.number(mac(F1, MAC_BYTES, rand, sqn, amf)),
                Autn.number(mac(F1_STAR, MAC_BYTES, rand, sqn, amf)));
    }

    /// f1 and f1* with a result of any length of the standard: 8, 16 or 32 bytes.
    byte[] f1(Block rand, Sqn sqn, int amf, int macBytes) {
        return mac(F1, macBytes, rand, sqn, amf);
    }

    /// As [#f1(Block, Sqn, int, int)].
    byte[] f1Star(Block rand, Sqn sqn, int amf, int macBytes) {
        return mac(F1_STAR, macBytes, rand, sqn, amf);
    }

    private byte[] mac(int function, int macBytes, Block rand, Sqn sqn, int amf) {
        byte[] state = state(k, topc, function | code(macBytes));
        put(state, 40, rand.bytes());
        put(state, 56, new byte[] {(byte) (amf >> 8), (byte) amf});
        put(state, 58, Arrays.copyOfRange(Milenage.bytes(sqn.value()), 2, 8));
        permute(state, iterations);
        byte[] mac = reversed(state, 0, macBytes);
        Arrays.fill(state, (byte) 0);
        return mac;
    }

    @Override
    Derived f2345(Block rand) {
        byte[] state = state(k, topc, F2345 | lengths.instance());
        put(state, 40, rand.bytes());
        permute(state, iterations);
        var keys =
                new SessionKeys(
                        reversed(state, 0, lengths.res()),
                        reversed(state, CK_OFFSET, lengths.ck()),
                        reversed(state, IK_OFFSET, lengths.ik()));
        return new Derived(keys, anonymity(state));
    }

    @Override
    long f5Star(Block rand) {
        byte[] state = state(k, topc, F5_STAR);
        put(state, 40, rand.bytes());
        permute(state, iterations);
        return anonymity(state);
    }

    private static long anonymity(byte[] state) {
        long ak = Autn.number(reversed(state, AK_OFFSET, Sqn.BYTES));
        Arrays.fill(state, (byte) 0);
        return ak;
    }

    /// INSTANCE bits 2 to 4: 32 bits 000, 64 bits 001, 128 bits 010, 256 bits 100.
    private static int code(int bytes) {
        return (bytes / 8) << 3;
    }

    /// The input with everything but RAND, AMF and SQN.
    private static byte[] state(Secret k, Secret top, int function) {
        byte[] state = new byte[Keccak.STATE_BYTES];
        byte[] topBytes = top.copy();
        byte[] kBytes = k.copy();
        put(state, 0, topBytes);
        state[32] = (byte) (function | kBytes.length / 32);
        put(state, 33, NAME);
        put(state, 64, kBytes);
        state[96] = 0x1F;
        state[135] = (byte) 0x80;
        Arrays.fill(topBytes, (byte) 0);
        Arrays.fill(kBytes, (byte) 0);
        return state;
    }

    private static void permute(byte[] state, int times) {
        for (int i = 0; i < times; i++) {
            Keccak.permute(state);
        }
    }

    private static void put(byte[] state, int at, byte[] field) {
        for (int i = 0; i < field.length; i++) {
            state[at + i] = field[field.length - 1 - i];
        }
    }

    private static byte[] reversed(byte[] state, int at, int length) {
        byte[] field = new byte[length];
        for (int i = 0; i < length; i++) {
            field[i] = state[at + length - 1 - i];
        }
        return field;
    }

    @Override
    public void close() {
        k.close();
        topc.close();
    }
}
