// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.veritac.card.Secret;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// One way into an archive: its key in a box, under a key derived from what somebody has or knows.
/// HKDF-SHA-256 for a key (RFC 5869), PBKDF2 with HMAC-SHA-256 for a PIN (RFC 8018).
final class Slot {
    static final int KEY_BYTES = 32;
    static final int SALT_BYTES = 16;
    static final int PIN_ROUNDS = 600_000;

    /// More rounds than these are an attack on the reader's patience.
    static final int ROUNDS_MAX = 2_000_000;

    static final int BOX_BYTES = Box.NONCE_BYTES + KEY_BYTES + Box.TAG_BYTES;
    static final int BYTES = 1 + SALT_BYTES + 4 + BOX_BYTES;
    private static final byte[] LABEL = "veritac personal archive".getBytes(US_ASCII);

    private final Kind kind;
    private final byte[] salt;
    private final int rounds;
    private final byte[] box;

    enum Kind {
        PAIR('P'),
        PIN('N');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    private Slot(Kind kind, byte[] salt, int rounds, byte[] box) {
        this.kind = kind;
        this.salt = salt;
        this.rounds = rounds;
        this.box = box;
    }

    static Slot of(Kind kind, Secret secret, byte[] archiveKey, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        int rounds = kind == Kind.PIN ? PIN_ROUNDS : 1;
        var front = new Slot(kind, salt, rounds, new byte[0]);
        byte[] box = Box.seal(front.key(secret), archiveKey, front.bytes(), random);
        return new Slot(kind, salt, rounds, box);
    }

    /// Empty when there is no slot of this version.
    static Optional<Slot> read(ByteBuffer buffer) {
        byte letter = buffer.get();
        byte[] salt = new byte[SALT_BYTES];
        buffer.get(salt);
        int rounds = buffer.getInt();
        byte[] box = new byte[BOX_BYTES];
        buffer.get(box);
        if (rounds < 1 || rounds > ROUNDS_MAX) {
            return Optional.empty();
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.letter == letter)
                .findFirst()
                .map(kind -> new Slot(kind, salt, rounds, box));
    }

    Kind kind() {
        return kind;
    }

    /// The archive's key; empty when this is not the secret.
    Optional<byte[]> open(Secret secret) {
        var front = new Slot(kind, salt, rounds, new byte[0]);
        return Box.open(key(secret), box, front.bytes());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(1 + SALT_BYTES + 4 + box.length)
                .put((byte) kind.letter)
                .put(salt)
                .putInt(rounds)
                .put(box)
                .array();
    }

    private SecretKey key(Secret secret) {
        byte[] bytes = secret.copy();
        try {
            return switch (kind) {
                case PAIR -> ofKey(bytes);
                case PIN -> ofPin(bytes);
            };
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HKDF and PBKDF2", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private SecretKey ofKey(byte[] bytes) throws GeneralSecurityException {
        KDF kdf = KDF.getInstance("HKDF-SHA256");
        return kdf.deriveKey(
                "AES",
                HKDFParameterSpec.ofExtract()
                        .addSalt(salt)
                        .addIKM(bytes)
                        .thenExpand(LABEL, KEY_BYTES));
    }

    private SecretKey ofPin(byte[] bytes) throws GeneralSecurityException {
        char[] digits = new String(bytes, US_ASCII).toCharArray();
        var password = new PBEKeySpec(digits, salt, rounds, 8 * KEY_BYTES);
        Arrays.fill(digits, '\0');
        byte[] key =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(password)
                        .getEncoded();
        password.clearPassword();
        try {
            return new SecretKeySpec(key, "AES");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
