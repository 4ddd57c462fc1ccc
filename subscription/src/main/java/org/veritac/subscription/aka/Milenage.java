// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import org.veritac.card.Secret;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// Milenage with the keys of one subscriber (TS 35.206, clause 4.1).
///
/// No step depends on a secret but the block cipher: in constant time as far as that is, which the
/// JDK's AES is where the processor has instructions for it.
public final class Milenage extends Functions {
    /// Of K and of OPc, 16.
    public static final int KEY_BYTES = Block.BYTES;

    private static final int HALF_BYTES = 8;
    private static final Block WIPED = new Block(0, 0);

    private final Constants constants;
    private BlockCipher cipher;
    private Block opc;

    /// Functions with the standard's constants.
    ///
    /// @param k subscriber key, 16 bytes
    /// @param opc of that key and the operator, 16 bytes; see [#opc(Secret, Secret)]
    public Milenage(Secret k, Secret opc) {
        this(k, opc, Constants.STANDARD);
    }

    /// Functions with an operator's constants.
    public Milenage(Secret k, Secret opc, Constants constants) {
        this(aes(k), opc, constants);
    }

    /// Functions whose subscriber key stays where it is.
    ///
    /// @param cipher enciphers with the subscriber key
    public Milenage(BlockCipher cipher, Secret opc, Constants constants) {
        this.cipher = cipher;
        byte[] bytes = opc.copy();
        this.opc = Block.of(bytes);
        Arrays.fill(bytes, (byte) 0);
        this.constants = constants;
    }

    private static BlockCipher aes(Secret k) {
        if (k.length() != KEY_BYTES) {
            throw new IllegalArgumentException("a subscriber key has 128 bits");
        }
        byte[] bytes = k.copy();
        try {
            var aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(bytes, "AES"));
            return block -> finish(aes, block);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] finish(Cipher aes, byte[] block) {
        try {
            return aes.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("one whole block", e);
        }
    }

    /// OPc, which binds the operator's OP to a subscriber's key, so that no card holds OP.
    public static Secret opc(Secret k, Secret op) {
        return opc(aes(k), op);
    }

    /// OPc for a subscriber key that stays where it is.
    public static Secret opc(BlockCipher cipher, Secret op) {
        byte[] bytes = op.copy();
        Block plain = Block.of(bytes);
        Arrays.fill(bytes, (byte) 0);
        return Secret.taking(plain.xor(Block.of(cipher.encipher(plain.bytes()))).bytes());
    }

    @Override
    Macs f1(Block rand, Sqn sqn, int amf) {
        long half = sqn.value() << 16 | amf;
        Constants.Pair pair = constants.pair(1);
        Block in = new Block(half, half).xor(opc).rotated(pair.rotation());
        Block out = encipher(temp(rand).xor(in).xor(pair.constant())).xor(opc);
        return new Macs(out.high(), out.low());
    }

    @Override
    Derived f2345(Block rand) {
        Block temp = temp(rand);
        Block second = out(temp, 2);
        var keys = new SessionKeys(bytes(second.low()), out(temp, 3).bytes(), out(temp, 4).bytes());
        return new Derived(keys, anonymity(second));
    }

    @Override
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
        return Block.of(cipher.encipher(block.bytes()));
    }

    @Override
    public void close() {
        opc = WIPED;
        cipher =
                _ -> {
                    throw new IllegalStateException("the keys were wiped");
                };
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
