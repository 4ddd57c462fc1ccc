// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.jspecify.annotations.Nullable;
import org.veritac.card.Secret;
import org.veritac.card.channel.Anchor;
import org.veritac.card.channel.Authority;
import org.veritac.card.channel.Certificate;
import org.veritac.card.channel.Grade;
import org.veritac.card.channel.Identifier;
import org.veritac.card.channel.KeyUsage;
import org.veritac.card.channel.P256;
import org.veritac.handset.applications.Application;
import org.veritac.handset.applications.Cargo;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.handset.mirror.PackageContents;
import org.veritac.identity.Imei;
import org.veritac.lab.card.TokenPersonalisation;
import org.veritac.subscription.profile.Profile;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Binding;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.HandsetId;
import org.veritac.subscription.transfer.ImeiSpan;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.OperatorKey;
import org.veritac.subscription.transfer.Order;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Pin;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Seal;
import org.veritac.subscription.transfer.SignedPolicy;
import org.veritac.subscription.transfer.TokenId;
import org.veritac.subscription.transfer.TokenRecord;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// The factories of tokens and handsets and the operator, of a lab that has one of each. Its
/// certificates are of the lab's grade and live for five years.
public final class TokenMaker {
    private static final int YEARS = 5;

    private final SecureRandom random;
    private final Clock clock;
    private final Authority certificates;
    private final Seal tokens;
    private final Seal handsets;
    private final Seal operator;
    private final Anchor tokensAnchor;
    private final Anchor handsetsAnchor;
    private final Anchor operatorAnchor;

    /// Factories with new keys.
    public TokenMaker(Clock clock, SecureRandom random) {
        this(clock, random, P256.generate(random));
    }

    /// Factories with new keys, and an operator that is there already.
    public TokenMaker(Clock clock, SecureRandom random, KeyPair operators) {
        this.random = random;
        this.clock = clock;
        certificates = new Authority(new Identifier("1ab0"), P256.generate(random), random);
        KeyPair first = P256.generate(random);
        KeyPair second = P256.generate(random);
        tokens = new Seal(new Identifier("1ab1"), first.getPrivate(), random);
        handsets = new Seal(new Identifier("1ab2"), second.getPrivate(), random);
        operator = new Seal(new Identifier("1ab3"), operators.getPrivate(), random);
        tokensAnchor = new Anchor(tokens.authority(), (ECPublicKey) first.getPublic());
        handsetsAnchor = new Anchor(handsets.authority(), (ECPublicKey) second.getPublic());
        operatorAnchor = new Anchor(operator.authority(), (ECPublicKey) operators.getPublic());
    }

    /// The operator's key, which signs orders.
    public PrivateKey operatorKey() {
        return operator.key();
    }

    /// The operator's seal with a key that was kept.
    public static Seal operator(PrivateKey key, SecureRandom random) {
        return new Seal(new Identifier("1ab3"), key, random);
    }

    /// A kit for a handset.
    ///
    /// @param protection of its memory, as its maker says
    public DeviceKit handset(Imei imei, int protection) {
        var made = new Made();
        var id = new HandsetId(random.nextLong());
        var binding = Binding.ofHandset(id, imei, protection, made.credentials());
        return made.kit(id.value(), binding.signedBy(handsets), tokensAnchor);
    }

    /// A new token.
    ///
    /// @param kit its own
    /// @param kept what it starts with
    public record Token(DeviceKit kit, ReferenceToken.Kept kept) {}

    /// What a token is issued with.
    ///
    /// @param pin 4 to 8 digits
    /// @param puk 8 digits
    public record Issue(ProfilePackage profile, String pin, String puk, Policy policy) {}

    /// What only some tokens have.
    ///
    /// @param spans of IMEIs that are served; all when there are none
    /// @param shared the operator's key, of which the token gets its own; nothing without
    /// @param applications that it carries
    public record Extras(List<ImeiSpan> spans, Octets shared, List<Application> applications) {
        public static final Extras NONE = new Extras(List.of(), Octets.NONE, List.of());

        public Extras {
            spans = List.copyOf(spans);
            applications = List.copyOf(applications);
        }

        /// The same with an operator's key, 16 or 32 bytes.
        public Extras withShared(Octets key) {
            return new Extras(spans, key, applications);
        }

        /// The same with applications.
        public Extras with(List<Application> carried) {
            return new Extras(spans, shared, carried);
        }

        private Contents with(Contents contents) {
            return applications.isEmpty()
                    ? contents
                    : contents.with(Part.APPLICATIONS, Octets.of(Cargo.write(applications)));
        }

        private @Nullable OperatorKey key() {
            return shared.isEmpty() ? null : new OperatorKey(Secret.taking(shared.bytes()));
        }
    }

    /// A token with a subscription; empty when a package has no ICCID or IMSI, or no card can be
    /// made of it.
    public Optional<Token> token(Issue issue) {
        return token(issue, Extras.NONE);
    }

    /// The same with applications; of the extras it takes nothing else.
    public Optional<Token> token(Issue issue, Extras extras) {
        if (!(Profile.of(issue.profile()) instanceof Profile.Result.Made(var profile))) {
            return Optional.empty();
        }
        var contents = PackageContents.of(issue.profile());
        if (contents.isEmpty() || profile.iccid().isEmpty() || profile.imsi().isEmpty()) {
            return Optional.empty();
        }
        var made = new Made();
        var id = new TokenId(random.nextLong());
        var binding =
                Binding.ofToken(
                        id, profile.iccid().get(), profile.imsi().get(), made.credentials());
        var kit = made.kit(id.value(), binding.signedBy(tokens), handsetsAnchor);
        var pin =
                new Pin(digits(issue.pin()), Pin.TRIES_MAX, digits(issue.puk()), Pin.PUK_TRIES_MAX);
        var policy = SignedPolicy.of(id, 1, issue.policy(), operator);
        var record = TokenRecord.issued(pin, policy, extras.with(contents.get()));
        return Optional.of(new Token(kit, new ReferenceToken.Kept(record, List.of())));
    }

    /// A token on the simulator of cards: the applet, with a subscription. Its PIN is set with its
    /// PUK, by whoever gets it; the PIN of the issue is left out.
    ///
    /// @return empty as [#token(Issue)] is
    /// @throws IOException when the card refuses what it is given
    public Optional<ChipToken> chip(Issue issue, Extras extras) throws IOException {
        if (!(Profile.of(issue.profile()) instanceof Profile.Result.Made(var profile))) {
            return Optional.empty();
        }
        var contents = PackageContents.of(issue.profile());
        if (contents.isEmpty() || profile.iccid().isEmpty() || profile.imsi().isEmpty()) {
            return Optional.empty();
        }
        var id = new TokenId(random.nextLong());
        var personalisation =
                new TokenPersonalisation(
                        new TokenPersonalisation.Subject(
                                id,
                                profile.iccid().get(),
                                profile.imsi().get(),
                                random.nextLong(),
                                Grade.LAB),
                        new TokenPersonalisation.Makers(certificates, tokens),
                        new TokenPersonalisation.Believed(
                                certificates.anchor(), handsetsAnchor, operatorAnchor),
                        digits(issue.puk()),
                        SignedPolicy.of(id, 1, issue.policy(), operator),
                        extras.with(contents.get()),
                        extras.spans(),
                        extras.key());
        return Optional.of(ChipToken.make(id, personalisation, random));
    }

    /// The operator's seal.
    public Seal operator() {
        return operator;
    }

    /// Digits as a token compares them.
    public static Octets digits(String digits) {
        return Octets.of(digits.getBytes(StandardCharsets.US_ASCII));
    }

    /// An order that takes a subscription back from a lost handset, with the keys of a new package
    /// of the same subscription.
    ///
    /// @param keys a part with keys
    public static Octets reclaim(DeviceKit token, TokenRecord record, Secret keys, Seal operator) {
        var subject = new Order.Subject(new TokenId(token.id()), record.tid(), record.generation());
        var agreement = token.certificate().content().key();
        return Order.reclaim(subject, agreement, Octets.of(keys.copy()), operator);
    }

    /// What every device is made with.
    private final class Made {
        private final KeyPair agreement = P256.generate(random);
        private final KeyPair signing = P256.generate(random);
        private final long serial = random.nextLong();

        Binding.Credentials credentials() {
            return new Binding.Credentials(serial, Grade.LAB, (ECPublicKey) signing.getPublic());
        }

        DeviceKit kit(long id, Octets binding, Anchor partners) {
            var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            var certificate =
                    certificates.issue(
                            new Certificate.Draft(
                                    serial,
                                    new Identifier("%016x".formatted(random.nextLong())),
                                    KeyUsage.KEY_AGREEMENT,
                                    today.minusDays(1),
                                    today.plusYears(YEARS),
                                    Grade.LAB,
                                    List.of(),
                                    (ECPublicKey) agreement.getPublic()));
            return new DeviceKit(
                    Grade.LAB,
                    id,
                    binding,
                    certificate,
                    agreement.getPrivate(),
                    signing.getPrivate(),
                    partners,
                    certificates.anchor(),
                    operatorAnchor,
                    Octets.NONE);
        }
    }
}
