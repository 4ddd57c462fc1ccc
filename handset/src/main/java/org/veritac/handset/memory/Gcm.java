// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-GCM under one key with random nonces: `nonce(12) ciphertext tag(16)`. A key here makes far
/// fewer than the 2^32 messages that random nonces allow (NIST SP 800-38D, clause 8.3).
final class Gcm {
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;
    static final int KEY_BYTES = 32;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    private final SecretKey key;
    private final SecureRandom random;
    private final CipherSource ciphers;

    private interface CipherSource {
        Cipher make() throws GeneralSecurityException;
    }

    /// With the JDK's own cipher.
    Gcm(SecretKey key, SecureRandom random) {
        this(key, random, () -> Cipher.getInstance(TRANSFORMATION));
    }

    /// With the cipher of a provider that holds the key.
    Gcm(SecretKey key, SecureRandom random, Provider provider) {
        this(key, random, () -> Cipher.getInstance(TRANSFORMATION, provider));
    }

    private Gcm(SecretKey key, SecureRandom random, CipherSource ciphers) {
        this.key = key;
        this.random = random;
        this.ciphers = ciphers;
    }

    byte[] seal(byte[] plain, byte[] context) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
            byte[] sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        } catch (ProviderException e) {
            throw new GeneralSecurityException("the module did not encipher", e);
        }
    }

    /// Empty when the bytes are not what was sealed in that context.
    Optional<byte[]> open(byte[] sealed, byte[] context) throws GeneralSecurityException {
        if (sealed.length < NONCE_BYTES + TAG_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, context);
            return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (ProviderException e) {
            throw new GeneralSecurityException("the module did not decipher", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = ciphers.make();
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
