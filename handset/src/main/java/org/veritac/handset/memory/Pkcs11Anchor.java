// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A token behind PKCS #11 as anchor, by the JDK's SunPKCS11. All keys are objects of the token,
/// sensitive and not extractable; the death of a credential is the destruction of its objects. The
/// head is the name of an object: the module keeps it, apart from the disk, but PKCS #11 has no
/// counter that a holder of the PIN could not set back.
///
/// What is bound: AES-GCM by the token under the life's key, of the credential without Ki where
/// that is for [KeyUse#BLOCKS]; then Ki is an object of its own and enciphers in the token.
public final class Pkcs11Anchor implements Anchor {
    private static final String RECORD = "veritac-record";
    private static final String LIFE = "veritac-life";
    private static final String KI = "veritac-ki";
    private static final String HEAD = "veritac-head-";
    private static final int KEY_BITS = 256;
    private static final String ATTRIBUTES =
            """
            attributes(%s, CKO_SECRET_KEY, *) = {
              CKA_TOKEN = true
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
            }
            """;

    private final Provider provider;
    private final KeyStore keys;
    private final SecureRandom random;
    private final boolean chip;
    private final Gcm records;

    private Pkcs11Anchor(Provider provider, char[] pin, SecureRandom random, boolean chip)
            throws IOException, GeneralSecurityException {
        this.provider = provider;
        this.random = random;
        this.chip = chip;
        keys = KeyStore.getInstance("PKCS11", provider);
        keys.load(null, pin);
        SecretKey record = key(RECORD);
        records = new Gcm(record == null ? generate(RECORD) : record, random, provider);
    }

    /// Opens a token, which belongs to this memory alone.
    ///
    /// @param library the module, such as `libsofthsm2.so`
    /// @param slotIndex of the slot in the module's list, from 0
    /// @throws IOException when there is no such module or token, or the PIN is wrong
    public static Pkcs11Anchor open(Path library, int slotIndex, char[] pin, SecureRandom random)
            throws IOException {
        String configuration =
                "--name = Veritac%d%nlibrary = %s%nslotListIndex = %d%n"
                                .formatted(slotIndex, library, slotIndex)
                        + ATTRIBUTES.formatted("generate")
                        + ATTRIBUTES.formatted("import");
        try {
            Provider generic = Security.getProvider("SunPKCS11");
            if (generic == null) {
                throw new IOException("this JDK has no SunPKCS11 (module jdk.crypto.cryptoki)");
            }
            String file = String.valueOf(library.getFileName()).toLowerCase(Locale.ROOT);
            return new Pkcs11Anchor(
                    generic.configure(configuration), pin, random, !file.contains("softhsm"));
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IOException("the token does not open", e);
        }
    }

    private @Nullable SecretKey key(String alias) throws GeneralSecurityException {
        return (SecretKey) keys.getKey(alias, null);
    }

    private SecretKey generate(String alias) throws IOException, GeneralSecurityException {
        KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
        generator.init(KEY_BITS);
        keys.setKeyEntry(alias, generator.generateKey(), null, null);
        SecretKey key = key(alias);
        if (key == null || key.getEncoded() != null) {
            throw new IOException("the token gives its keys away");
        }
        return key;
    }

    @Override
    public Protection protection() {
        return new Protection(
                "PKCS #11 (" + provider.getInfo() + ")",
                Protection.Level.KEYS_INSIDE,
                chip,
                true,
                List.of(
                        "a copy of the disk without the token",
                        "a restored disk image",
                        "a look into this process for Ki of Milenage, after it was loaded"),
                chip
                        ? List.of(
                                "whoever has token and PIN: the head can be set back, not a"
                                        + " destroyed key",
                                "whoever runs code in this phone while a subscription is loaded")
                        : List.of(
                                "a copy of the token's files, which revives what was released:"
                                        + " SoftHSM is a program",
                                "whoever runs code in this phone"));
    }

    /// Heads are `veritac-head-SEQUENCE-HEX`; after a cut there are two, and the higher one counts.
    private record NamedHead(long sequence, String hex) {
        static Optional<NamedHead> of(String alias) {
            String[] parts = alias.substring(HEAD.length()).split("-", 2);
            try {
                var head = new NamedHead(Long.parseLong(parts[0]), parts[1]);
                return head.bytes().length == HEAD_BYTES ? Optional.of(head) : Optional.empty();
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                return Optional.empty();
            }
        }

        String alias() {
            return HEAD + sequence + '-' + hex;
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    private List<NamedHead> heads() throws IOException {
        try {
            return Collections.list(keys.aliases()).stream()
                    .filter(alias -> alias.startsWith(HEAD))
                    .flatMap(alias -> NamedHead.of(alias).stream())
                    .sorted((one, other) -> Long.compare(other.sequence, one.sequence))
                    .toList();
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IOException("the token does not list its objects", e);
        }
    }

    private NamedHead latest() throws IOException {
        List<NamedHead> heads = heads();
        return heads.isEmpty()
                ? new NamedHead(0, HexFormat.of().formatHex(Head.zero()))
                : heads.getFirst();
    }

    @Override
    public byte[] head() throws IOException {
        return latest().bytes();
    }

    @Override
    public void extend(byte[] digest) throws IOException {
        NamedHead latest = latest();
        String hex = HexFormat.of().formatHex(Head.extended(latest.bytes(), digest));
        var next = new NamedHead(latest.sequence + 1, hex);
        byte[] chance = new byte[CredentialSecret.BLOCK_BYTES];
        random.nextBytes(chance);
        try {
            keys.setKeyEntry(next.alias(), new SecretKeySpec(chance, "AES"), null, null);
            for (NamedHead old : heads()) {
                if (old.sequence < next.sequence) {
                    keys.deleteEntry(old.alias());
                }
            }
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IOException("the token does not move its head", e);
        }
    }

    @Override
    public byte[] protect(byte[] plain, byte[] context) throws IOException {
        return SoftSeals.seal(records, plain, context);
    }

    @Override
    public Optional<byte[]> reveal(byte[] enciphered, byte[] context) throws IOException {
        return SoftSeals.open(records, enciphered, context);
    }

    @Override
    public byte[] bind(CredentialSecret secret, byte[] context) throws IOException {
        kill();
        boolean blocks = secret.use() == KeyUse.BLOCKS;
        byte[] plain = secret.bytes(!blocks);
        try {
            if (blocks) {
                putKi(secret);
            }
            return SoftSeals.seal(new Gcm(generate(LIFE), random, provider), plain, context);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IOException("the token does not take the credential", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private void putKi(CredentialSecret secret) throws GeneralSecurityException {
        byte[] key = secret.key().copy();
        try {
            keys.setKeyEntry(KI, new SecretKeySpec(key, "AES"), null, null);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public Optional<LiveKey> open(byte[] bound, byte[] context) throws IOException {
        try {
            Optional<LiveKey> envelope = SoftSeals.opened(this::life, bound, context);
            if (envelope.isEmpty() || envelope.get().use() == KeyUse.BYTES) {
                return envelope;
            }
            SecretKey ki = key(KI);
            return ki == null
                    ? Optional.empty()
                    : Optional.of(new TokenKey(provider, ki, envelope.get()));
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IOException("the token does not answer", e);
        }
    }

    private Optional<Gcm> life() throws IOException {
        try {
            return Optional.ofNullable(key(LIFE)).map(key -> new Gcm(key, random, provider));
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IOException("the token does not answer", e);
        }
    }

    @Override
    public void kill() throws IOException {
        try {
            for (String alias : List.of(KI, LIFE)) {
                if (keys.containsAlias(alias)) {
                    keys.deleteEntry(alias);
                }
            }
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IOException("the token does not destroy a key", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (provider instanceof AuthProvider session) {
                session.logout();
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the token keeps the session", e);
        }
    }

    /// A key that enciphers inside the token.
    private record TokenKey(Provider provider, SecretKey ki, LiveKey envelope) implements InnerKey {
        @Override
        public byte[] encipher(byte[] block) throws IOException {
            UnsealedKey.expect(block.length == CredentialSecret.BLOCK_BYTES);
            try {
                Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding", provider);
                cipher.init(Cipher.ENCRYPT_MODE, ki);
                return cipher.doFinal(block);
            } catch (GeneralSecurityException | ProviderException e) {
                throw new IOException("the key has died", e);
            }
        }

        @Override
        public void close() {}
    }
}
