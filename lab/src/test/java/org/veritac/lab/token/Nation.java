// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.card.Secret;
import org.veritac.card.channel.Anchor;
import org.veritac.card.channel.Authority;
import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.Grade;
import org.veritac.card.channel.Identifier;
import org.veritac.card.channel.KeyUsage;
import org.veritac.card.channel.P256;
import org.veritac.card.channel.Scp11;
import org.veritac.card.channel.Trust;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.lab.card.TokenPersonalisation;
import org.veritac.subscription.transfer.Binding;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.HandsetId;
import org.veritac.subscription.transfer.HandsetSetup;
import org.veritac.subscription.transfer.ImeiSpan;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.OperatorKey;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Seal;
import org.veritac.subscription.transfer.SignedPolicy;
import org.veritac.subscription.transfer.TokenId;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// Makers of tokens and of handsets, an operator, and what they issue.
final class Nation {
    static final TokenId TOKEN = new TokenId(0x7A31_0C44_95E2_1B08L);
    static final Octets PUK = ascii("27182818");
    static final Octets PIN = ascii("31415");
    private static final byte[] SHARED = Subscription.some(16, 77).bytes();
    private static final long TOKEN_CERTIFICATE = 0x51C2_77E0_1904_A3BDL;

    final SecureRandom random = new SecureRandom();
    final Signatory operator = new Signatory("0e");
    private final Signatory tokenBinder = new Signatory("0c");
    private final Signatory handsetBinder = new Signatory("0d");
    private final Authority tokens = authority("0a");
    private final Authority handsets = authority("0b");

    /// Who signs with a seal, and is believed by an anchor.
    final class Signatory {
        final Seal seal;
        final Anchor anchor;

        Signatory(String id) {
            KeyPair pair = P256.generate(random);
            seal = new Seal(new Identifier(id), pair.getPrivate(), random);
            anchor = new Anchor(seal.authority(), (ECPublicKey) pair.getPublic());
        }
    }

    private Authority authority(String id) {
        return new Authority(new Identifier(id), P256.generate(random), random);
    }

    static Octets ascii(String text) {
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    SignedPolicy policy(int number, Policy policy) {
        return SignedPolicy.of(TOKEN, number, policy, operator.seal);
    }

    /// What the factory gives a token.
    TokenPersonalisation personalisation(
            SignedPolicy policy, Contents contents, List<ImeiSpan> spans) {
        return new TokenPersonalisation(
                new TokenPersonalisation.Subject(
                        TOKEN,
                        Iccid.of("8900101234567890123"),
                        Imsi.of("001010123456789"),
                        TOKEN_CERTIFICATE,
                        Grade.LAB),
                new TokenPersonalisation.Makers(tokens, tokenBinder.seal),
                new TokenPersonalisation.Believed(
                        handsets.anchor(), handsetBinder.anchor, operator.anchor),
                PUK,
                policy,
                contents,
                spans,
                shared());
    }

    /// The key that the operator's handsets have.
    OperatorKey shared() {
        return new OperatorKey(Secret.of(SHARED));
    }

    Anchor handsetBinders() {
        return handsetBinder.anchor;
    }

    /// Whom handsets believe when they open channels.
    Trust trust() {
        return new Trust(
                List.of(tokens.anchor()),
                Grade.LAB,
                Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));
    }

    /// A handset as its maker made it.
    record Handset(HandsetSetup setup, Octets binding, Scp11.Credential credential, long serial) {
        HandsetId id() {
            return setup.id();
        }
    }

    /// The handset with a number from 0 to 9.
    Handset handset(int number) {
        return handset(number, handsetBinder.seal);
    }

    /// One whose binding somebody signed.
    Handset handset(int number, Seal binder) {
        KeyPair agreement = P256.generate(random);
        KeyPair signing = P256.generate(random);
        long serial = 0x2222_0000_0000_0000L + number;
        var id = new HandsetId(0x4000_0000_0000_0000L + number);
        var credentials =
                new Binding.Credentials(serial, Grade.LAB, (ECPublicKey) signing.getPublic());
        var binding = Binding.ofHandset(id, imei(number), 2, credentials).signedBy(binder);
        PrivateKey signer = signing.getPrivate();
        var setup =
                new HandsetSetup(
                        id,
                        binding,
                        List.of(tokenBinder.anchor),
                        List.of(operator.anchor),
                        List.of(),
                        message -> Octets.of(P256.sign(signer, message.bytes(), random)));
        var draft =
                new Certificate.Draft(
                        serial,
                        new Identifier("02"),
                        KeyUsage.KEY_AGREEMENT,
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2046, 12, 31),
                        Grade.LAB,
                        List.of(),
                        (ECPublicKey) agreement.getPublic());
        return new Handset(
                setup,
                binding,
                new Scp11.Credential(handsets.issue(draft), agreement.getPrivate()),
                serial);
    }

    static Imei imei(int number) {
        return Imei.of("3569380356438" + number + "0");
    }
}
