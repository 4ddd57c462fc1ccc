// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import org.veritac.card.Secret;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// The functions f1 to f5 and f1*, f5* of one subscriber by Milenage (TS 35.206, clause 4.1).
///
/// One thread at a time: it keeps its cipher.
public final class Milenage {
    private static final int HALF_BYTES = 8;
    private final Cipher cipher;
    private final Block opc;
    private final Constants constants;

    /// Functions with the standard's constants.
    ///
    /// @param k subscriber key, 16 bytes
    /// @param opc of that key and the operator, 16 bytes; see [#opc(Secret, Secret)]
    public Milenage(Secret k, Secret opc) {
        this(k, opc, Constants.STANDARD);
    }

    /// Functions with an operator's constants.
    public Milenage(Secret k, Secret opc, Constants constants) {
        cipher = cipher(k);
        byte[] bytes = opc.copy();
        this.opc = Block.of(bytes);
        Arrays.fill(bytes, (byte) 0);
        this.constants = constants;
    }

    private static Cipher cipher(Secret k) {
        if (k.length() != Block.BYTES) {
            throw new IllegalArgumentException("a subscriber key has 128 bits");
        }
        byte[] bytes = k.copy();
        try {
            var cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(bytes, "AES"));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// OPc, which binds the operator's OP to a subscriber's key, so that no card holds OP.
    public static Secret opc(Secret k, Secret op) {
        byte[] bytes = op.copy();
        Block plain = Block.of(bytes);
        Arrays.fill(bytes, (byte) 0);
        return Secret.taking(plain.xor(encipher(cipher(k), plain)).bytes());
    }

    /// Eight bytes that authenticate a challenge: f1 for the network, f1* for a USIM that asks for
    /// resynchronisation.
    ///
    /// @param macA f1
    /// @param macS f1*
    record Macs(long macA, long macS) {}

    Macs f1(Block rand, Sqn sqn, int amf) {
        long half = sqn.value() << 16 | amf;
        Constants.Pair pair = constants.pair(1);
        Block in = new Block(half, half).xor(opc).rotated(pair.rotation());
        Block out = encipher(temp(rand).xor(in).xor(pair.constant())).xor(opc);
        return new Macs(out.high(), out.low());
    }

    /// What f2 to f5 make of a challenge.
    ///
    /// @param res f2
    /// @param ck f3
    /// @param ik f4
    /// @param ak f5
    record Derived(long res, Block ck, Block ik, long ak) {}

    Derived f2345(Block rand) {
        Block temp = temp(rand);
        Block second = out(temp, 2);
        return new Derived(second.low(), out(temp, 3), out(temp, 4), anonymity(second));
    }

    /// f5*: the anonymity key for a USIM's own number.
    long f5Star(Block rand) {
        return anonymity(out(temp(rand), 5));
    }

    private static long anonymity(Block out) {
        return out.high() >>> 16;
    }

    private Block temp(Block rand) {
        return encipher(rand.xor(opc));
    }

    private Block out(Block temp, int function) {
        Constants.Pair pair = constants.pair(function);
        return encipher(temp.xor(opc).rotated(pair.rotation()).xor(pair.constant())).xor(opc);
    }

    private Block encipher(Block block) {
        return encipher(cipher, block);
    }

    private static Block encipher(Cipher cipher, Block block) {
        try {
            return Block.of(cipher.doFinal(block.bytes()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("one whole block", e);
        }
    }

    /// Eight bytes, most significant first.
    static byte[] bytes(long half) {
        byte[] bytes = new byte[HALF_BYTES];
        for (int i = 0; i < HALF_BYTES; i++) {
            bytes[i] = (byte) (half >> (8 * (HALF_BYTES - 1 - i)));
        }
        return bytes;
    }
}
