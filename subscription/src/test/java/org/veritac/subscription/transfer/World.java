// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.Anchor;
import org.veritac.card.channel.Grade;
import org.veritac.card.channel.Identifier;
import org.veritac.card.channel.P256;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.ImsiRange;

import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An operator, an authority of tokens, one of handsets, and devices that they made: the same for
/// the same seed.
final class World {
    static final Octets PIN = ascii("1234");
    static final Octets PUK = ascii("12345678");
    static final int PERSONAL_MAX = 1000;
    static final int TIME = 1_790_000_000;

    final Dice dice;
    final Seal operator;
    final Seal makerOfTokens;
    final Seal makerOfHandsets;
    private final Anchor operatorAnchor;
    private final Anchor tokenAnchor;
    private final Anchor handsetAnchor;

    World(long seed) {
        dice = new Dice(seed);
        KeyPair first = P256.generate(dice);
        KeyPair second = P256.generate(dice);
        KeyPair third = P256.generate(dice);
        operator = new Seal(new Identifier("0a01"), first.getPrivate(), dice);
        makerOfTokens = new Seal(new Identifier("0a02"), second.getPrivate(), dice);
        makerOfHandsets = new Seal(new Identifier("0a03"), third.getPrivate(), dice);
        operatorAnchor = new Anchor(operator.authority(), (ECPublicKey) first.getPublic());
        tokenAnchor = new Anchor(makerOfTokens.authority(), (ECPublicKey) second.getPublic());
        handsetAnchor = new Anchor(makerOfHandsets.authority(), (ECPublicKey) third.getPublic());
    }

    static Octets ascii(String text) {
        return Octets.of(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /// A token with its machine.
    record Token(TokenSetup setup, KeyPair agreement, KeyPair signing, long certificate) {
        TokenId id() {
            return setup.id();
        }

        TokenMachine machine() {
            return new TokenMachine(setup);
        }
    }

    /// A handset with its machine.
    record Handset(HandsetSetup setup, KeyPair signing, long certificate) {
        HandsetId id() {
            return setup.id();
        }

        HandsetMachine machine() {
            return new HandsetMachine(setup);
        }
    }

    Token token(int number) {
        return token(number, List.of());
    }

    Token token(int number, List<ImeiSpan> imeis) {
        var id = new TokenId(0x7000_0000_0000_0000L + number);
        KeyPair agreement = P256.generate(dice);
        KeyPair signing = P256.generate(dice);
        long certificate = 0x1111_0000L + number;
        var credentials =
                new Binding.Credentials(certificate, Grade.LAB, (ECPublicKey) signing.getPublic());
        var binding =
                Binding.ofToken(
                        id,
                        Iccid.of("8900012345678901234"),
                        Imsi.of("00101012345678" + number),
                        credentials);
        var setup =
                new TokenSetup(
                        id,
                        binding.signedBy(makerOfTokens),
                        List.of(handsetAnchor),
                        List.of(operatorAnchor),
                        imeis,
                        agreement.getPrivate(),
                        signer(signing),
                        PERSONAL_MAX,
                        number1 -> Optional.empty());
        return new Token(setup, agreement, signing, certificate);
    }

    Handset handset(int number) {
        return handset(number, List.of());
    }

    Handset handset(int number, List<ImsiRange> imsis) {
        var id = new HandsetId(0x4000_0000_0000_0000L + number);
        KeyPair signing = P256.generate(dice);
        long certificate = 0x2222_0000L + number;
        var credentials =
                new Binding.Credentials(certificate, Grade.LAB, (ECPublicKey) signing.getPublic());
        var binding =
                Binding.ofHandset(id, Imei.of("3569380356438" + number + "0"), 2, credentials);
        var setup =
                new HandsetSetup(
                        id,
                        binding.signedBy(makerOfHandsets),
                        List.of(tokenAnchor),
                        List.of(operatorAnchor),
                        imsis,
                        signer(signing));
        return new Handset(setup, signing, certificate);
    }

    private Signer signer(KeyPair pair) {
        return message -> Octets.of(P256.sign(pair.getPrivate(), message.bytes(), dice));
    }

    /// What a token is issued with: Ki that names token and generation, and whatever else is given.
    static Contents contents(TokenId token, Map<Part, Octets> more) {
        var contents = Contents.of(more).with(Part.KEYS, ki(token, 1));
        return contents.find(Part.SEQUENCE).isPresent()
                ? contents
                : contents.with(Part.SEQUENCE, Octets.zeros(6));
    }

    static Octets ki(TokenId token, int generation) {
        return Octets.of(Dice.block(token.value(), generation)).part(0, 16);
    }

    SignedPolicy signed(TokenId token, Policy policy) {
        return SignedPolicy.of(token, 1, policy, operator);
    }

    static Pin pin() {
        return new Pin(PIN, Pin.TRIES_MAX, PUK, Pin.PUK_TRIES_MAX);
    }

    /// A channel as both sides see it, when it is always the same one: what a recorder could replay
    /// if channels were not fresh.
    static Channel seenByToken(Handset handset) {
        return new Channel(
                Channel.Mode.CERTIFICATES,
                Medium.CONTACTLESS,
                Octets.zeros(Channel.BINDER_BYTES),
                handset.certificate());
    }

    static Channel seenByHandset(Token token) {
        return new Channel(
                Channel.Mode.CERTIFICATES,
                Medium.CONTACTLESS,
                Octets.zeros(Channel.BINDER_BYTES),
                token.certificate());
    }
}
