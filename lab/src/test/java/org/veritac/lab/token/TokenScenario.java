// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
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
        token =
                new CardToken(
                        nation,
                        nation.personalisation(
                                nation.policy(1, Policy.DEFAULT),
                                subscription.contents(12_385),
                                List.of()));
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
}
