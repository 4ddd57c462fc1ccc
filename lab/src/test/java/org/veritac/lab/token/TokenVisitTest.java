// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.CardLink;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.identity.Imei;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Binding;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandsetId;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Receipt;
import org.veritac.subscription.transfer.ReceiptLog;
import org.veritac.subscription.transfer.Refusal;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.Stand;
import org.veritac.subscription.transfer.TokenId;
import org.veritac.subscription.transfer.TokenVisit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A visit transfers nothing, and hears what a token says of itself.
final class TokenVisitTest {
    private static final Optional<Request> NOTHING = Optional.empty();

    @TempDir private Path directory;
    private final SecureRandom random = new SecureRandom();
    private final Hours clock = new Hours();
    private final TokenMaker maker = new TokenMaker(clock, random);
    private final ProfilePackage subscription = ServeToken.trial(random);
    private final TokenMaker.Token made =
            maker.token(new TokenMaker.Issue(subscription, "1234", "12345678", Policy.DEFAULT))
                    .orElseThrow();
    private final ReferenceToken token = token(made.kit(), List.of());
    private TestHandset handset;

    @BeforeEach
    void make() throws IOException {
        handset = handset(kit(1));
    }

    private DeviceKit kit(int number) {
        return maker.handset(new Imei(35_693_803_564_380L + number), 0);
    }

    private TestHandset handset(DeviceKit kit) throws IOException {
        return new TestHandset(kit, directory, clock, random);
    }

    private ReferenceToken token(DeviceKit kit, List<Receipt> receipts) {
        var kept = new ReferenceToken.Kept(made.kept().record(), receipts);
        var around = new ReferenceToken.Surroundings(clock, random);
        return new ReferenceToken(kit, kept, _ -> {}, around);
    }

    /// The kit, with what another one's maker has signed.
    private static DeviceKit showing(DeviceKit kit, Octets binding) {
        return new DeviceKit(
                kit.grade(),
                kit.id(),
                binding,
                kit.certificate(),
                kit.agreement(),
                kit.signing(),
                kit.partners(),
                kit.certificates(),
                kit.operators(),
                kit.shared());
    }

    private TokenVisit.Result visit(TestHandset by, CardLink card, Optional<Request> request)
            throws IOException {
        return by.mirror.visit(card, new TokenVisit.Purpose(request, true, by.mirror.now()));
    }

    private TokenVisit.Result.Spoken spoken(TestHandset by, CardLink card) throws IOException {
        return (TokenVisit.Result.Spoken) visit(by, card, NOTHING);
    }

    @Test
    void hearsHowTheTokenStandsAndNoMoreThanItMay() throws IOException {
        var fresh = spoken(handset, token);
        assertThat(fresh.standing().stand()).isEqualTo(Stand.FREE);
        assertThat(fresh.standing().pinTries()).isEqualTo(3);
        assertThat(fresh.answer()).isEqualTo(fresh.standing());
        assertThat(fresh.token().id()).isEqualTo(made.kit().id());
        assertThat(fresh.receipts()).isEmpty();

        handset.tap(token, TestHandset.load("1234"));
        var own = spoken(handset, token).standing();
        assertThat(own.stand()).isEqualTo(Stand.HANDED);
        assertThat(own.tid()).isOne();
        assertThat(own.mac()).isNotEqualTo(Octets.NONE);
        var others = spoken(new TestHandset(kit(2), directory, clock, random), token).standing();
        assertThat(others.stand()).isEqualTo(Stand.LOCKED);
        assertThat(others.tid()).isZero();
        assertThat(token.record().mayAuthenticate()).isFalse();
    }

    @Test
    void bringsARequestAndItsAnswerBack() throws IOException {
        var wrong = Optional.<Request>of(new Request.VerifyPin(TokenMaker.digits("4321")));
        for (int left = 2; left >= 0; left--) {
            assertThat(((TokenVisit.Result.Spoken) visit(handset, token, wrong)).answer())
                    .isEqualTo(new Answer.Refused(Refusal.WRONG_PIN, left));
        }
        assertThat(((TokenVisit.Result.Spoken) visit(handset, token, wrong)).answer())
                .isEqualTo(new Answer.Refused(Refusal.PIN_BLOCKED, 0));
        var pins = new Request.Unblock(TokenMaker.digits("12345678"), TokenMaker.digits("9999"));
        assertThat(((TokenVisit.Result.Spoken) visit(handset, token, Optional.of(pins))).answer())
                .isEqualTo(new Answer.Fine());
        assertThat(handset.tap(token, TestHandset.load("9999"))).isEqualTo(Ending.LOADED);
    }

    @Test
    void findsNoTokenInAnotherCard() throws IOException {
        assertThat(visit(handset, handset.mirror.sim(), NOTHING))
                .isEqualTo(new TokenVisit.Result.NoToken());
    }

    @Test
    void opensNoChannelWithAnotherMakers() throws IOException {
        var stranger =
                new TokenMaker(clock, random)
                        .token(
                                new TokenMaker.Issue(
                                        subscription, "1234", "12345678", Policy.DEFAULT))
                        .orElseThrow();
        var around = new ReferenceToken.Surroundings(clock, random);
        var other = new ReferenceToken(stranger.kit(), stranger.kept(), _ -> {}, around);
        assertThat(visit(handset, other, NOTHING)).isInstanceOf(TokenVisit.Result.NotOpened.class);
    }

    @Test
    void hearsNothingUnderSomebodyElsesBinding() throws IOException {
        var thief = handset(showing(kit(2), kit(3).binding()));
        assertThat(visit(thief, token, NOTHING))
                .isEqualTo(new TokenVisit.Result.Silent(Ending.TOKEN_REFUSED));
    }

    @Test
    void believesNoTokenUnderSomebodyElsesBinding() throws IOException {
        var issue = new TokenMaker.Issue(subscription, "1234", "12345678", Policy.DEFAULT);
        var another = maker.token(issue).orElseThrow().kit();
        var false1 = token(showing(made.kit(), another.binding()), List.of());
        var false2 = token(showing(made.kit(), kit(1).binding()), List.of());
        for (var each : List.of(false1, false2)) {
            assertThat(visit(handset, each, NOTHING))
                    .isEqualTo(new TokenVisit.Result.Silent(Ending.NOT_BELIEVED));
        }
    }

    @Test
    void fetchesTheNewestReceiptsUpToItsBound() throws IOException {
        var log = new ArrayList<Receipt>();
        var position = Receipt.Position.FIRST;
        var digest = Octets.zeros(32);
        var id = new TokenId(made.kit().id());
        for (int i = 1; i <= TokenVisit.RECEIPTS_MAX + 1; i++) {
            var event = i % 2 == 1 ? Receipt.Event.HANDED : Receipt.Event.RETURNED;
            var entry = new Receipt.Entry(event, id, (i + 1) / 2, 1, new HandsetId(7), digest, 1);
            log.add(Receipt.sign(entry, position, made.kit().signing(), random));
            position = Receipt.Position.after(log.getLast());
        }
        var some = spoken(handset, token(made.kit(), log.subList(0, 3))).receipts();
        assertThat(some).hasSize(3);
        var found = spoken(handset, token(made.kit(), log)).receipts();
        assertThat(found).hasSize(TokenVisit.RECEIPTS_MAX);
        assertThat(found.getFirst().number()).isEqualTo(2);
        assertThat(ReceiptLog.verify(found, Binding.signer(made.kit().binding()))).isEmpty();
    }
}
