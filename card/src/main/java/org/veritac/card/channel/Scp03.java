// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.CardLink;
import org.veritac.card.Secret;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.Exchange;
import org.veritac.card.apdu.ResponseApdu;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// The host of SCP03 (GlobalPlatform Amendment D, version 1.2): with keys that it shares with the
/// card it learns that the card is genuine, proves itself, and opens a channel.
public final class Scp03 {
    private static final int PROTOCOL = 0x03;
    private static final int DIVERSIFICATION_BYTES = 10;
    private static final int KEY_INFORMATION_BYTES = 3;
    private static final int SEQUENCE_BYTES = 3;

    /// Bits of the parameter i (Amendment D, 5.1).
    private static final int I_S16 = 0x01;

    private static final int I_PSEUDO_RANDOM = 0x10;
    private static final int I_RESPONSES = 0x60;

    private final SecureRandom random;

    public Scp03(SecureRandom random) {
        this.random = random;
    }

    /// What channel to open.
    ///
    /// @param keyVersion key version number, 1 to 0x7F; 0 for whichever the card has first
    public record Wish(int keyVersion, SecurityLevel level, MacSize size) {
        public Wish {
            if (keyVersion < 0 || keyVersion > 0x7F) {
                throw new IllegalArgumentException("key versions are 0 to 7F");
            }
        }

        /// Full protection with MACs of 8 bytes: what our vaults take.
        public static Wish full(int keyVersion) {
            return new Wish(keyVersion, SecurityLevel.FULL, MacSize.S8);
        }
    }

    /// Where the keys of a card come from.
    @FunctionalInterface
    public interface KeySource {
        /// The keys for a card; empty when there are none.
        ///
        /// @param diversification what the card says about itself, 10 bytes; nothing is proven yet
        /// @param keyVersion the key version number that the card uses
        Optional<KeySet> find(byte[] diversification, int keyVersion);
    }

    /// The card's answer to INITIALIZE UPDATE, known to have the right length.
    private static final class Hello {
        private final byte[] data;
        private final int size;

        Hello(byte[] data, MacSize size) {
            this.data = data;
            this.size = size.bytes();
        }

        byte[] diversification() {
            return Arrays.copyOf(data, DIVERSIFICATION_BYTES);
        }

        int version() {
            return data[DIVERSIFICATION_BYTES];
        }

        byte[] challenge() {
            int from = DIVERSIFICATION_BYTES + KEY_INFORMATION_BYTES;
            return Arrays.copyOfRange(data, from, from + size);
        }

        byte[] cryptogram() {
            int from = DIVERSIFICATION_BYTES + KEY_INFORMATION_BYTES + size;
            return Arrays.copyOfRange(data, from, from + size);
        }
    }

    /// Opens a channel with keys that are known before.
    public Opening open(CardLink card, KeySet keys, Wish wish) throws IOException {
        return open(card, (diversification, version) -> Optional.of(keys), wish);
    }

    /// Opens a channel.
    ///
    /// @throws IOException when the wire is broken
    public Opening open(CardLink card, KeySource source, Wish wish) throws IOException {
        byte[] challenge = new byte[wish.size().bytes()];
        random.nextBytes(challenge);
        var response =
                Exchange.send(
                        card,
                        CommandApdu.of(0x80, 0x50, wish.keyVersion(), 0)
                                .with(challenge)
                                .expectingAny());
        if (!response.status().isOk()) {
            return new Opening.Refused(Opening.Step.INITIALIZE_UPDATE, response.status());
        }
        byte[] data = response.data();
        Optional<Distrust> flaw = flaw(data, wish);
        if (flaw.isPresent()) {
            return new Opening.Distrusted(flaw.get());
        }
        var hello = new Hello(data, wish.size());
        Optional<KeySet> keys = source.find(hello.diversification(), hello.version());
        if (keys.isEmpty()) {
            return new Opening.Distrusted(Distrust.NO_KEYS);
        }
        byte[] context = Kdf.concat(challenge, hello.challenge());
        return authenticate(card, hello, SessionKeys.of(keys.get(), context), context, wish);
    }

    private static Optional<Distrust> flaw(byte[] data, Wish wish) {
        int least = DIVERSIFICATION_BYTES + KEY_INFORMATION_BYTES + 2 * wish.size().bytes();
        if (data.length < DIVERSIFICATION_BYTES + KEY_INFORMATION_BYTES) {
            return Optional.of(Distrust.MALFORMED_ANSWER);
        }
        int version = data[DIVERSIFICATION_BYTES] & 0xFF;
        int parameter = data[DIVERSIFICATION_BYTES + 2] & 0xFF;
        boolean asked = wish.keyVersion() == 0 || wish.keyVersion() == version;
        boolean wide = wish.size() == MacSize.S16;
        if (data[DIVERSIFICATION_BYTES + 1] != PROTOCOL
                || !asked
                || wide != ((parameter & I_S16) != 0)
                || (parameter & ~(I_S16 | I_PSEUDO_RANDOM | I_RESPONSES)) != 0
                || (wish.level().cardParameter() & ~parameter) != 0) {
            return Optional.of(Distrust.OTHER_PROTOCOL);
        }
        int length = (parameter & I_PSEUDO_RANDOM) == 0 ? least : least + SEQUENCE_BYTES;
        return data.length == length ? Optional.empty() : Optional.of(Distrust.MALFORMED_ANSWER);
    }

    private static Opening authenticate(
            CardLink card, Hello hello, SessionKeys keys, byte[] context, Wish wish)
            throws IOException {
        var session = new Session(keys, wish.size(), new byte[Aes.BLOCK_BYTES]);
        boolean open = false;
        try (Secret expected = keys.cardCryptogram(context, wish.size());
                Secret own = keys.hostCryptogram(context, wish.size())) {
            if (!expected.matches(hello.cryptogram())) {
                return new Opening.Distrusted(Distrust.CARD_CRYPTOGRAM);
            }
            var command = CommandApdu.of(0x84, 0x82, wish.level().value(), 0).with(own.copy());
            ResponseApdu response = Exchange.send(card, session.authenticate(command));
            open = response.status().isOk();
            if (!open) {
                return new Opening.Refused(Opening.Step.EXTERNAL_AUTHENTICATE, response.status());
            }
        } finally {
            if (!open) {
                session.close();
            }
        }
        session.raise(wish.level());
        return new Opening.Open(new SecureLink(card, session, new byte[0], 0));
    }
}
