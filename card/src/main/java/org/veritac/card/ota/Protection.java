// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Enciphering and checksums of one key set. Ciphers are made once and when they are needed,
/// because making one costs more than a packet; so one thread at a time.
final class Protection {
    static final int CHECKSUM_BYTES = 8;
    private final KeySet keys;
    private @Nullable Cipher encipher;
    private @Nullable Cipher decipher;
    private @Nullable Checksum checksum;
    private final byte[] calculated = new byte[CHECKSUM_BYTES];

    /// Makes the checksum of two pieces, as if they were one.
    private interface Checksum {
        void calculate(Slice first, Slice second, byte[] into);
    }

    /// A part of an array, which it shares.
    static final class Slice {
        private final byte[] octets;
        private final int from;
        private final int to;

        Slice(byte[] octets, int from, int to) {
            this.octets = octets;
            this.from = from;
            this.to = to;
        }

        int length() {
            return to - from;
        }
    }

    Protection(KeySet keys) {
        this.keys = keys;
    }

    private static Cipher cipher(int mode, Key key) {
        String name = key.algorithm() == Algorithm.AES ? "AES" : "DESede";
        byte[] octets = key.expanded();
        try {
            Cipher cipher = Cipher.getInstance(name + "/CBC/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(octets, name),
                    new IvParameterSpec(new byte[key.algorithm().blockBytes]));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES and DESede in CBC", e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /// AES-CMAC cut to its first 64 bits (TS 102 225, clause 5.1.3.2).
    private static Checksum cmac(Key key) {
        var mac = new CMac(AESEngine.newInstance(), 8 * CHECKSUM_BYTES);
        byte[] octets = key.expanded();
        mac.init(new KeyParameter(octets));
        Arrays.fill(octets, (byte) 0);
        return (first, second, into) -> {
            mac.update(first.octets, first.from, first.length());
            mac.update(second.octets, second.from, second.length());
            mac.doFinal(into, 0);
        };
    }

    /// The last block of triple DES in CBC, the input filled up with zeros (TS 102 225, 5.1.3.1).
    private static Checksum desMac(Key key) {
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key);
        int block = key.algorithm().blockBytes;
        return (first, second, into) -> {
            int length = first.length() + second.length();
            byte[] blocks = new byte[(length + block - 1) / block * block];
            System.arraycopy(first.octets, first.from, blocks, 0, first.length());
            System.arraycopy(second.octets, second.from, blocks, first.length(), second.length());
            crypt(cipher, new Slice(blocks, 0, blocks.length));
            System.arraycopy(blocks, blocks.length - block, into, 0, block);
        };
    }

    /// Enciphers in place a whole number of blocks.
    void encipher(Slice blocks) {
        Cipher cipher = encipher;
        if (cipher == null) {
            cipher = cipher(Cipher.ENCRYPT_MODE, keys.kic());
            encipher = cipher;
        }
        crypt(cipher, blocks);
    }

    /// Deciphers in place a whole number of blocks.
    void decipher(Slice blocks) {
        Cipher cipher = decipher;
        if (cipher == null) {
            cipher = cipher(Cipher.DECRYPT_MODE, keys.kic());
            decipher = cipher;
        }
        crypt(cipher, blocks);
    }

    private static void crypt(Cipher cipher, Slice blocks) {
        try {
            cipher.doFinal(blocks.octets, blocks.from, blocks.length(), blocks.octets, blocks.from);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("whole blocks, in place, without padding", e);
        }
    }

    /// Writes the checksum of two pieces at an offset of the array of the second.
    void checksum(Slice first, Slice second, byte[] into, int offset) {
        checksum().calculate(first, second, calculated);
        System.arraycopy(calculated, 0, into, offset, CHECKSUM_BYTES);
    }

    /// Whether the checksum of two pieces stands at an offset.
    boolean holds(Slice first, Slice second, byte[] from, int offset) {
        checksum().calculate(first, second, calculated);
        return MessageDigest.isEqual(
                calculated, Arrays.copyOfRange(from, offset, offset + CHECKSUM_BYTES));
    }

    private Checksum checksum() {
        Checksum made = checksum;
        if (made == null) {
            Key kid = keys.kid();
            made = kid.algorithm() == Algorithm.AES ? cmac(kid) : desMac(kid);
            checksum = made;
        }
        return made;
    }
}
