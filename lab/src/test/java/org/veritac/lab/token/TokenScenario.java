// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.ImeiSpan;
import org.veritac.subscription.transfer.Locks;
import org.veritac.subscription.transfer.Medium;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Order;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Receipt;
import org.veritac.subscription.transfer.ReceiptLog;
import org.veritac.subscription.transfer.Refusal;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

/// A token in daily life: loaded into a handset and back, on the card and in the real machine of
/// the handset.
final class TokenScenario {
    private static final HexFormat HEX = HexFormat.of();

    private final Nation nation = new Nation();
    private final Subscription subscription = Subscription.first();
    private final HandsetInHand phone = new HandsetInHand(nation, nation.handset(1));
    private CardToken token;

    @BeforeEach
    void personalise() throws IOException {
        token = new CardToken(nation, subscription.contents(12_385));
    }

    private static Wish load() {
        return new Wish.Load(Nation.PIN, Octets.NONE);
    }

    private void setPin() throws IOException {
        var tapped = Greeting.greet(token, phone.handset);
        tapped.ask(new Request.Unblock(Nation.PUK, Nation.PIN));
    }

    private String sent(String command) throws IOException {
        return HEX.formatHex(token.card.transmit(HEX.parseHex(command)));
    }

    @Test
    void isASimWhileItIsFree() throws IOException {
        assertThat(subscription.isAnsweredBy(token.card)).isTrue();
        var vector = subscription.challenge();
        byte[] answer = Subscription.authenticate(token.card, vector);
        assertThat(answer).startsWith(0xDB, 0x08).hasSize(46);
        assertThat(Subscription.authenticate(token.card, vector)).startsWith(0xDC, 0x0E);
        assertThat(sent("00A40004023F00")).startsWith("62").endsWith("9000");
        assertThat(sent("00A40004022FE2")).endsWith("9000");
        assertThat(sent("00B000000A")).isEqualTo("980001214365870921f39000");
    }

    @Test
    void isLoadedIntoAHandsetAndComesBack() throws IOException {
        setPin();
        assertThat(phone.tap(token, load())).isEqualTo(Ending.LOADED);
        assertThat(phone.isActive()).isTrue();
        assertThat(phone.keys).isEqualTo(subscription.keys());
        assertThat(subscription.isAnsweredBy(token.card)).isFalse();
        assertThat(phone.files.get(Part.ADMINISTRATION)).isEqualTo(Subscription.some(12_385, 1));
        phone.files.put(Part.PERSONAL, Subscription.some(5000, 9));
        assertThat(phone.tap(token, new Wish.GiveBack(Wish.Personal.BACK_UP)))
                .isEqualTo(Ending.RETURNED);
        assertThat(phone.isActive()).isFalse();
        assertThat(subscription.isAnsweredBy(token.card)).isTrue();
        var other = new HandsetInHand(nation, nation.handset(2));
        assertThat(other.tap(token, load())).isEqualTo(Ending.LOADED);
        assertThat(other.files.get(Part.PERSONAL)).isEqualTo(Subscription.some(5000, 9));
    }

    @Test
    void wantsItsPinSetBeforeTheFirstLoad() throws IOException {
        assertThat(phone.tap(token, load())).isEqualTo(Ending.PIN_BLOCKED);
        setPin();
        var wrong = new Wish.Load(Nation.ascii("0000"), Octets.NONE);
        assertThat(phone.tap(token, wrong)).isEqualTo(Ending.WRONG_PIN);
        assertThat(phone.tap(token, load())).isEqualTo(Ending.LOADED);
    }

    @Test
    void servesNobodyElseWhileItHasHandedOver() throws IOException {
        setPin();
        phone.tap(token, load());
        var thief = new HandsetInHand(nation, nation.handset(2));
        assertThat(thief.tap(token, load())).isEqualTo(Ending.TOKEN_LOCKED);
        var forged = new HandsetInHand(nation, nation.handset(3, nation.operator.seal));
        assertThat(forged.tap(token, load())).isNotEqualTo(Ending.LOADED);
        assertThat(sent("00A40004022FE2")).isEqualTo("6985");
    }

    @Test
    void isTakenBackFromALostHandset() throws IOException {
        setPin();
        phone.tap(token, load());
        var next = Subscription.second();
        var subject = new Order.Subject(Nation.TOKEN, 1, 1);
        var order =
                Order.reclaim(subject, token.made.agreement(), next.keys(), nation.operator.seal);
        var other = new HandsetInHand(nation, nation.handset(2));
        var tapped = Greeting.greet(token, other.handset);
        assertThat(tapped.ask(new Request.Deliver(order))).isEqualTo(new Answer.Fine());
        assertThat(next.isAnsweredBy(token.card)).isTrue();
        assertThat(Subscription.authenticate(token.card, next.challenge())).startsWith(0xDB);
        assertThat(phone.tap(token, new Wish.Resume())).isEqualTo(Ending.RETIRED);
        assertThat(other.tap(token, load())).isEqualTo(Ending.LOADED);
        assertThat(other.keys).isEqualTo(next.keys());
    }

    @Test
    void keepsALogThatAnybodyCanCheck() throws IOException {
        setPin();
        for (int i = 0; i < 2; i++) {
            phone.tap(token, load());
            phone.tap(token, new Wish.GiveBack(Wish.Personal.BACK_UP));
        }
        var tapped = Greeting.greet(token, phone.handset);
        var log = new ArrayList<Receipt>();
        for (int number = 1; number <= 4; number++) {
            var proven = (Answer.Proven) tapped.ask(new Request.ReadReceipt(number));
            log.add(Receipt.read(proven.receipt()).orElseThrow());
        }
        assertThat(ReceiptLog.verify(log, token.made.signer())).isEmpty();
        assertThat(log.getLast().entry().event()).isEqualTo(Receipt.Event.RETURNED);
        assertThat(tapped.ask(new Request.ReadReceipt(5)))
                .isEqualTo(new Answer.Refused(Refusal.NO_RECEIPT, 0));
    }

    /// What a challenge opened on the handset is closed on the token.
    @Test
    void hasTheSequenceNumbersThatCameBack() throws IOException {
        setPin();
        phone.tap(token, load());
        var seen = subscription.challenge();
        phone.files.put(
                Part.SEQUENCE,
                Subscription.accepted(
                        phone.files.getOrDefault(Part.SEQUENCE, Octets.NONE), subscription.last()));
        phone.tap(token, new Wish.GiveBack(Wish.Personal.BACK_UP));
        assertThat(Subscription.authenticate(token.card, seen)).startsWith(0xDC, 0x0E);
        assertThat(Subscription.authenticate(token.card, subscription.challenge()))
                .startsWith(0xDB, 0x08);
    }

    /// Long APDUs where a reader has them: no chains, no GET RESPONSE.
    @Test
    void takesExtendedApdus() throws IOException {
        setPin();
        var tapped = Greeting.greet(token, phone.handset);
        assertThat(tapped.ask(new Request.Deliver(nation.policy(2, packets(1024)).octets())))
                .isEqualTo(new Answer.Fine());
        assertThat(phone.tap(token.card, load())).isEqualTo(Ending.LOADED);
        assertThat(phone.files.get(Part.ADMINISTRATION)).isEqualTo(Subscription.some(12_385, 1));
        phone.files.put(Part.PERSONAL, Subscription.some(8192, 5));
        assertThat(phone.tap(token.card, new Wish.GiveBack(Wish.Personal.BACK_UP)))
                .isEqualTo(Ending.RETURNED);
    }

    @Test
    void takesNoPolicyWhosePacketsItCannotHold() throws IOException {
        var tapped = Greeting.greet(token, phone.handset);
        var larger = new Request.Deliver(nation.policy(2, packets(1025)).octets());
        assertThat(tapped.ask(larger)).isEqualTo(new Answer.Refused(Refusal.CONDITIONS, 0));
        var whole = new Request.Deliver(nation.policy(2, packets(0)).octets());
        assertThat(tapped.ask(whole)).isEqualTo(new Answer.Refused(Refusal.CONDITIONS, 0));
    }

    private static Policy packets(int bytes) {
        var base = Policy.DEFAULT;
        return new Policy(
                Locks.BOTH,
                true,
                false,
                false,
                false,
                base.media(),
                false,
                false,
                true,
                true,
                true,
                bytes,
                0);
    }

    /// The variant without certificates, which only a signed policy opens.
    @Test
    void isLoadedWithTheOperatorsKey() throws IOException {
        setPin();
        assertThat(phone.tapShared(token, load())).isEqualTo(Ending.CUT);
        var keyed = Policy.DEFAULT.withOperatorKey();
        Greeting.greet(token, phone.handset)
                .ask(new Request.Deliver(nation.policy(2, keyed).octets()));
        assertThat(phone.tapShared(token, load())).isEqualTo(Ending.LOADED);
        assertThat(phone.keys).isEqualTo(subscription.keys());
        var thief = new HandsetInHand(nation, nation.handset(2));
        assertThat(thief.tapShared(token, load())).isEqualTo(Ending.TOKEN_LOCKED);
        assertThat(phone.tapShared(token, new Wish.GiveBack(Wish.Personal.BACK_UP)))
                .isEqualTo(Ending.RETURNED);
        assertThat(subscription.isAnsweredBy(token.card)).isTrue();
    }

    /// In a field anybody may ask, so that a token tells its numbers in a channel only.
    @Test
    void isNoSimInAContactlessField() throws IOException {
        setPin();
        token.card.contactless();
        assertThat(sent("00A40004022FE2")).isEqualTo("6985");
        assertThat(subscription.isAnsweredBy(token.card)).isFalse();
        assertThat(phone.tap(token, load())).isEqualTo(Ending.LOADED);
        phone.tap(token, new Wish.GiveBack(Wish.Personal.BACK_UP));
        var slotOnly =
                new Policy(
                        Locks.BOTH,
                        true,
                        false,
                        false,
                        false,
                        EnumSet.of(Medium.SLOT),
                        false,
                        false,
                        false,
                        true,
                        true,
                        220,
                        0);
        var tapped = Greeting.greet(token, phone.handset);
        assertThat(tapped.ask(new Request.Deliver(nation.policy(2, slotOnly).octets())))
                .isEqualTo(new Answer.Fine());
        assertThat(phone.tap(token, load())).isEqualTo(Ending.TOKEN_REFUSED);
    }

    /// SELECT by the name of the USIM finds the token where it is the card in the slot.
    @Test
    void showsTheFilesThatAReaderLooksFor() throws IOException {
        assertThat(sent("00A4040007A000000087100200")).endsWith("9000");
        assertThat(sent("00A40004026F0700")).endsWith("9000");
        assertThat(sent("00B0000009")).isEqualTo("0809101010325476989000");
    }

    @Test
    void servesOnlyTheHandsetsOnItsList() throws IOException {
        var span = List.of(new ImeiSpan(Nation.imei(2), Nation.imei(3)));
        token =
                new CardToken(
                        nation,
                        nation.personalisation(
                                nation.policy(1, Policy.DEFAULT), subscription.contents(30), span));
        Greeting.greet(token, nation.handset(3)).ask(new Request.Unblock(Nation.PUK, Nation.PIN));
        assertThat(phone.tap(token, load())).isNotEqualTo(Ending.LOADED);
        var listed = new HandsetInHand(nation, nation.handset(2));
        assertThat(listed.tap(token, load())).isEqualTo(Ending.LOADED);
    }
}
