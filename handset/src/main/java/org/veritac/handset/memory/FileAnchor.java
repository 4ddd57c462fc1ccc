// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.crypto.SecretKey;

/// Keys in a PKCS #12 file and a head in another, beside what they are to protect. **Not
/// protected**: whoever copies the disk copies all of it, and an older copy is taken for the truth.
/// It is there so that software can be tried on any machine.
///
/// What its encryption is worth is what the passphrase is worth, and a phone that starts alone
/// keeps that on the same disk.
public final class FileAnchor implements Anchor {
    static final String KEYS = "keys.p12";
    static final String HEAD = "head";
    private static final String RECORD = "record";
    private static final String LIFE = "life";

    private final Disk disk;
    private final SecureRandom random;
    private final char[] passphrase;
    private final SoftSeals seals;
    private byte[] head;

    private FileAnchor(Disk disk, SecureRandom random, char[] passphrase) throws IOException {
        this.disk = disk;
        this.random = random;
        this.passphrase = passphrase.clone();
        Optional<byte[]> file = disk.read(KEYS);
        try {
            KeyStore keys = keyStore(file.orElse(null));
            SecretKey record = key(keys, RECORD);
            seals =
                    new SoftSeals(
                            random,
                            record == null ? SoftSeals.key(random) : record,
                            key(keys, LIFE));
            if (record == null) {
                keep(seals.life());
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the file of keys does not open", e);
        }
        head = disk.read(HEAD).filter(bytes -> bytes.length == HEAD_BYTES).orElseGet(Head::zero);
    }

    /// Opens the files, or makes them.
    ///
    /// @param passphrase of the file of keys, copied
    /// @throws IOException when they do not open with it
    public static FileAnchor open(Disk disk, SecureRandom random, char[] passphrase)
            throws IOException {
        return new FileAnchor(disk, random, passphrase);
    }

    @Override
    public Protection protection() {
        return new Protection(
                "encrypted file, not protected",
                Protection.Level.UNPROTECTED,
                false,
                false,
                List.of("a look at the journal alone"),
                List.of(
                        "a copy of the disk, which holds the keys too",
                        "a restored disk image, which revives what was released",
                        "blocks that flash memory keeps after a file was replaced"));
    }

    @Override
    public byte[] head() {
        return head.clone();
    }

    @Override
    public void extend(byte[] digest) throws IOException {
        byte[] next = Head.extended(head, digest);
        disk.replace(HEAD, next);
        head = next;
    }

    @Override
    public byte[] protect(byte[] plain, byte[] context) throws IOException {
        return seals.protect(plain, context);
    }

    @Override
    public Optional<byte[]> reveal(byte[] enciphered, byte[] context) throws IOException {
        return seals.reveal(enciphered, context);
    }

    @Override
    public byte[] bind(CredentialSecret secret, byte[] context) throws IOException {
        keep(SoftSeals.key(random));
        return seals.bind(secret, context);
    }

    @Override
    public Optional<LiveKey> open(byte[] bound, byte[] context) throws IOException {
        return seals.open(bound, context);
    }

    @Override
    public void kill() throws IOException {
        keep(null);
    }

    /// Makes the life's key durable, or its absence, before it is used.
    private void keep(@Nullable SecretKey life) throws IOException {
        try {
            KeyStore keys = keyStore(null);
            put(keys, RECORD, seals.record());
            if (life != null) {
                put(keys, LIFE, life);
            }
            var bytes = new ByteArrayOutputStream();
            keys.store(bytes, passphrase);
            disk.replace(KEYS, bytes.toByteArray());
            seals.life(life);
        } catch (GeneralSecurityException e) {
            throw new IOException("the file of keys cannot be written", e);
        }
    }

    private KeyStore keyStore(byte @Nullable [] bytes)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(bytes == null ? null : new ByteArrayInputStream(bytes), passphrase);
        return keys;
    }

    private @Nullable SecretKey key(KeyStore keys, String alias) throws GeneralSecurityException {
        return (SecretKey) keys.getKey(alias, passphrase);
    }

    private void put(KeyStore keys, String alias, SecretKey key) throws GeneralSecurityException {
        keys.setEntry(
                alias,
                new KeyStore.SecretKeyEntry(key),
                new KeyStore.PasswordProtection(passphrase));
    }

    @Override
    public void close() {
        Arrays.fill(passphrase, '\0');
    }
}
