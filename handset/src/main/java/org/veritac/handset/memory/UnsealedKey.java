// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import org.veritac.card.Secret;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.Function;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// A key whose bytes come out of its seal at each use, and are wiped after it.
final class UnsealedKey implements LiveKey {
    /// Takes the seal off; what comes out belongs to the caller.
    interface Seal {
        CredentialSecret.Parts open() throws IOException;
    }

    private final KeyUse use;
    private final Seal seal;

    UnsealedKey(KeyUse use, Seal seal) {
        this.use = use;
        this.seal = seal;
    }

    @Override
    public KeyUse use() {
        return use;
    }

    @Override
    public Secret companion() throws IOException {
        CredentialSecret.Parts parts = seal.open();
        parts.key().close();
        return parts.companion();
    }

    @Override
    public byte[] encipher(byte[] block) throws IOException {
        expect(use == KeyUse.BLOCKS && block.length == CredentialSecret.BLOCK_BYTES);
        return opened(key -> enciphered(key, block));
    }

    @Override
    public <T> T withBytes(Function<Secret, T> computation) throws IOException {
        expect(use == KeyUse.BYTES);
        return opened(computation);
    }

    private <T> T opened(Function<Secret, T> computation) throws IOException {
        CredentialSecret.Parts parts = seal.open();
        try (Secret key = parts.key();
                Secret _ = parts.companion()) {
            return computation.apply(key);
        }
    }

    static void expect(boolean agreed) {
        if (!agreed) {
            throw new IllegalStateException("this key is not for that");
        }
    }

    private static byte[] enciphered(Secret key, byte[] block) {
        byte[] bytes = key.copy();
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(bytes, "AES"));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has AES, and this is one block", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public void close() {}
}
