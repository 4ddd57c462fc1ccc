// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Seals whose keys are in this process: one for records, and one for as long as a credential
/// lives.
final class SoftSeals {
    private static final String LOST = "the JDK's cipher failed";
    private final SecureRandom random;
    private final SecretKey record;
    private @Nullable SecretKey life;

    SoftSeals(SecureRandom random, SecretKey record, @Nullable SecretKey life) {
        this.random = random;
        this.record = record;
        this.life = life;
    }

    static SecretKey key(SecureRandom random) {
        byte[] bytes = new byte[Gcm.KEY_BYTES];
        random.nextBytes(bytes);
        try {
            return new SecretKeySpec(bytes, "AES");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    SecretKey record() {
        return record;
    }

    @Nullable SecretKey life() {
        return life;
    }

    void life(@Nullable SecretKey key) {
        life = key;
    }

    byte[] protect(byte[] plain, byte[] context) throws IOException {
        return seal(new Gcm(record, random), plain, context);
    }

    Optional<byte[]> reveal(byte[] enciphered, byte[] context) throws IOException {
        return open(new Gcm(record, random), enciphered, context);
    }

    /// Under the life's key, which has to be there.
    byte[] bind(CredentialSecret secret, byte[] context) throws IOException {
        SecretKey key = life;
        if (key == null) {
            throw new IllegalStateException("no life has begun");
        }
        return bound(new Gcm(key, random), secret, context);
    }

    Optional<LiveKey> open(byte[] bound, byte[] context) throws IOException {
        return opened(this::alive, bound, context);
    }

    private Optional<Gcm> alive() {
        return Optional.ofNullable(life).map(key -> new Gcm(key, random));
    }

    /// What opens a credential as long as it lives; asked at each use.
    interface Life {
        Optional<Gcm> gcm() throws IOException;
    }

    static byte[] bound(Gcm life, CredentialSecret secret, byte[] context) throws IOException {
        byte[] plain = secret.bytes(true);
        try {
            return seal(life, plain, context);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    static Optional<LiveKey> opened(Life life, byte[] bound, byte[] context) throws IOException {
        byte[] kept = bound.clone();
        byte[] keptContext = context.clone();
        Optional<CredentialSecret.Parts> parts = parts(life, kept, keptContext);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        KeyUse use = parts.get().use();
        wipe(parts.get());
        UnsealedKey.Seal seal =
                () ->
                        parts(life, kept, keptContext)
                                .orElseThrow(() -> new IOException("the key has died"));
        return Optional.of(new UnsealedKey(use, seal));
    }

    private static Optional<CredentialSecret.Parts> parts(Life life, byte[] bound, byte[] context)
            throws IOException {
        Optional<Gcm> gcm = life.gcm();
        return gcm.isEmpty() ? Optional.empty() : parts(gcm.get(), bound, context);
    }

    static Optional<CredentialSecret.Parts> parts(Gcm life, byte[] bound, byte[] context)
            throws IOException {
        Optional<byte[]> plain = open(life, bound, context);
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CredentialSecret.read(plain.get()));
        } finally {
            Arrays.fill(plain.get(), (byte) 0);
        }
    }

    static void wipe(CredentialSecret.Parts parts) {
        parts.key().close();
        parts.companion().close();
    }

    static byte[] seal(Gcm gcm, byte[] plain, byte[] context) throws IOException {
        try {
            return gcm.seal(plain, context);
        } catch (GeneralSecurityException e) {
            throw new IOException(LOST, e);
        }
    }

    static Optional<byte[]> open(Gcm gcm, byte[] sealed, byte[] context) throws IOException {
        try {
            return gcm.open(sealed, context);
        } catch (GeneralSecurityException e) {
            throw new IOException(LOST, e);
        }
    }
}
