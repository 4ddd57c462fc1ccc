// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.veritac.card.Secret;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What secure channels and what lies in them need of AES: one block, CBC without padding, CMAC
/// (NIST SP 800-38B).
public final class Aes {
    public static final int BLOCK_BYTES = 16;

    private Aes() {}

    static boolean isKeyLength(int bytes) {
        return bytes == 16 || bytes == 24 || bytes == 32;
    }

    /// The CMAC over some parts, 16 bytes.
    public static byte[] cmac(Secret key, byte[]... parts) {
        byte[] bytes = key.copy();
        try {
            var mac = new CMac(AESEngine.newInstance());
            mac.init(new KeyParameter(bytes));
            for (byte[] part : parts) {
                mac.update(part, 0, part.length);
            }
            byte[] out = new byte[BLOCK_BYTES];
            mac.doFinal(out, 0);
            return out;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Enciphers whole blocks, from a vector of one block.
    public static byte[] encipher(Secret key, byte[] vector, byte[] blocks) {
        return cbc(Cipher.ENCRYPT_MODE, key, vector, blocks);
    }

    /// Deciphers whole blocks, from a vector of one block.
    public static byte[] decipher(Secret key, byte[] vector, byte[] blocks) {
        return cbc(Cipher.DECRYPT_MODE, key, vector, blocks);
    }

    /// Enciphers one block by itself.
    static byte[] block(Secret key, byte[] block) {
        return cbc(Cipher.ENCRYPT_MODE, key, new byte[BLOCK_BYTES], block);
    }

    private static byte[] cbc(int mode, Secret key, byte[] vector, byte[] blocks) {
        byte[] bytes = key.copy();
        try {
            var cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(bytes, "AES"), new IvParameterSpec(vector));
            return cipher.doFinal(blocks);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES in CBC mode; callers give whole blocks", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Pads with 80 and as many 00 as a whole block needs: at least one byte (ISO/IEC 9797-1,
    /// method 2).
    public static byte[] pad(byte[] data) {
        byte[] padded = Arrays.copyOf(data, (data.length / BLOCK_BYTES + 1) * BLOCK_BYTES);
        padded[data.length] = (byte) 0x80;
        return padded;
    }

    /// The length of padded data without its padding; -1 when it is not padded.
    public static int unpaddedLength(byte[] padded) {
        int end = padded.length - 1;
        while (end >= 0 && padded[end] == 0) {
            end--;
        }
        return end >= 0 && padded[end] == (byte) 0x80 && padded.length - end <= BLOCK_BYTES
                ? end
                : -1;
    }
}
