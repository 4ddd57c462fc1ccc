// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.Secret;
import org.veritac.handset.personal.Item;
import org.veritac.handset.personal.Kind;
import org.veritac.identity.Iccid;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.subscription.profile.AkaParameters;
import org.veritac.subscription.profile.ProfileMaker;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Receipt;
import org.veritac.subscription.transfer.ReceiptLog;
import org.veritac.subscription.transfer.TokenVisit;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/// The applet as a token and the mirror engine as a handset: the whole stack, over APDUs. Each is
/// asked for an authentication to find out who is active.
final class ChipTokenScenario {
    private static final Wish BACK = new Wish.GiveBack(Wish.Personal.BACK_UP);
    private static final Item BOOK =
            Item.of(
                    Kind.CONTACTS,
                    "contacts.vcf",
                    "BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n".getBytes(US_ASCII));

    @TempDir private Path directory;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final TokenMaker maker = new TokenMaker(clock, random);
    private final ProfilePackage subscription = ServeToken.trial(random);
    private final Home home = new Home(subscription, random);

    private ChipToken token() throws IOException {
        var issue = new TokenMaker.Issue(subscription, "1234", "12345678", Policy.DEFAULT);
        return maker.chip(issue, TokenMaker.Extras.NONE).orElseThrow();
    }

    private TestHandset handset(int number) throws IOException {
        var kit = maker.handset(new Imei(35_693_803_564_380L + number), 0);
        return new TestHandset(kit, directory.resolve("h" + number), clock, random);
    }

    @Test
    void appletAndMirrorHandOneSubscriptionToAndFro() throws IOException {
        var token = token();
        var first = handset(1);
        var second = handset(2);
        assertThat(first.tap(token.card(), TestHandset.load("1234"))).isEqualTo(Ending.PIN_BLOCKED);
        first.setPin(token.card());
        assertThat(home.accepts(token.card())).isTrue();

        assertThat(first.tap(token.card(), TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
        assertThat(home.acceptsAgain(first.mirror.sim())).isFalse();
        assertThat(home.accepts(token.card())).isFalse();
        assertThat(home.accepts(first.mirror.sim())).isTrue();
        first.personal.put(BOOK);
        assertThat(second.tap(token.card(), TestHandset.load("1234")))
                .isEqualTo(Ending.TOKEN_LOCKED);

        assertThat(first.tap(token.card(), BACK)).isEqualTo(Ending.RETURNED);
        assertThat(first.phase()).isEqualTo(HandsetPhase.EMPTY);
        assertThat(first.personal.items()).isEmpty();
        assertThat(home.acceptsAgain(token.card())).isFalse();
        assertThat(home.accepts(first.mirror.sim())).isFalse();
        assertThat(home.accepts(token.card())).isTrue();

        assertThat(second.tap(token.card(), TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
        assertThat(home.acceptsAgain(second.mirror.sim())).isFalse();
        assertThat(home.accepts(second.mirror.sim())).isTrue();
        assertThat(second.personal.items()).containsExactly(BOOK);
        assertThat(home.resynchronised).isZero();
        assertReceipts(token, second);
    }

    private static void assertReceipts(ChipToken token, TestHandset handset) throws IOException {
        var purpose = new TokenVisit.Purpose(Optional.empty(), true, handset.mirror.now());
        var visit = handset.mirror.visit(token.card(), purpose);
        assertThat(visit).isInstanceOf(TokenVisit.Result.Spoken.class);
        var receipts = ((TokenVisit.Result.Spoken) visit).receipts();
        assertThat(ReceiptLog.verify(receipts, token.made().signer())).isEmpty();
        assertThat(receipts)
                .extracting(receipt -> receipt.entry().event())
                .containsExactly(
                        Receipt.Event.HANDED, Receipt.Event.RETURNED, Receipt.Event.HANDED);
    }

    /// The test algorithm in both its lengths, as test profiles have it.
    @Test
    void answersByTheTestAlgorithmOnBothSides() throws IOException {
        for (int resBytes : new int[] {8, 16}) {
            var tested = withTestAlgorithm(resBytes);
            var issue = new TokenMaker.Issue(tested, "1234", "12345678", Policy.DEFAULT);
            var token = maker.chip(issue, TokenMaker.Extras.NONE).orElseThrow();
            var centre = new Home(tested, random);
            var first = handset(resBytes);
            first.setPin(token.card());
            assertThat(centre.accepts(token.card())).isTrue();
            assertThat(first.tap(token.card(), TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
            assertThat(centre.accepts(first.mirror.sim())).isTrue();
            assertThat(centre.accepts(token.card())).isFalse();
            assertThat(first.tap(token.card(), BACK)).isEqualTo(Ending.RETURNED);
            assertThat(centre.accepts(token.card())).isTrue();
            assertThat(centre.resynchronised).isZero();
        }
    }

    private ProfilePackage withTestAlgorithm(int resBytes) {
        var digits = Secret.of("12345678".getBytes(US_ASCII));
        var pin = Secret.of("0000".getBytes(US_ASCII));
        byte[] k = new byte[16];
        random.nextBytes(k);
        return ProfileMaker.make(
                new ProfileMaker.Parameters(
                        new ProfileMaker.Identity(
                                Iccid.of("8900101234567890129"),
                                Imsi.of("001010123456789"),
                                2,
                                null,
                                "Test"),
                        new AkaParameters.Kind.OfXor(resBytes),
                        Secret.of(k),
                        Secret.of(new byte[16]),
                        new ProfileMaker.Codes(pin, digits, pin, digits, digits)));
    }

    /// What the SIM of the handset was written travels as well, and the token shows the same
    /// numbers to a reader.
    @Test
    void filesAreTheSameOnBothSides() throws IOException {
        var token = token();
        var first = handset(1);
        first.setPin(token.card());
        String iccid = Home.iccid(token.card());
        first.tap(token.card(), TestHandset.load("1234"));
        assertThat(Home.iccid(first.mirror.sim())).isEqualTo(iccid);
        Home.writeLocation(first.mirror.sim());
        assertThat(first.tap(token.card(), BACK)).isEqualTo(Ending.RETURNED);
        assertThat(first.tap(token.card(), TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
        assertThat(Home.iccid(first.mirror.sim())).isEqualTo(iccid);
        assertThat(Home.location(first.mirror.sim())).startsWith(Home.LOCATION);
        assertThat(home.accepts(first.mirror.sim())).isTrue();
    }
}
