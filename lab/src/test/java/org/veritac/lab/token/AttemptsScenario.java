// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.CardLink;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.handset.trial.Outage;
import org.veritac.identity.Imei;
import org.veritac.subscription.aka.AkaState;
import org.veritac.subscription.aka.Attempts;
import org.veritac.subscription.aka.Limits;
import org.veritac.subscription.aka.SequenceArray;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// How often a subscription lets itself be asked for what proves nothing about the asker: a token
/// while it is free, the loaded handset, and the token's applet, which has no clock.
final class AttemptsScenario {
    private static final String NO = "6985";
    private static final String WRONG_MAC = "9862";

    /// GSM answers of the applet from one fresh challenge to the next.
    private static final int OF_CHIP = 1024;

    private static final int IN_A_LIFETIME = 65_536;

    @TempDir private Path directory;
    private final SecureRandom random = new SecureRandom();
    private final Hours clock = new Hours();
    private final ProfilePackage subscription = ServeToken.trial(random);
    private final Home home = new Home(subscription, random);
    private final TokenMaker maker = new TokenMaker(clock, random);

    private static String ask(CardLink bare, String hex) throws IOException {
        return HexFormat.of().formatHex(Home.send(new ChainingLink(bare), hex));
    }

    /// A run in GSM context, on any challenge.
    private static String gsm(CardLink card) throws IOException {
        return ask(card, "008800801110" + "5A".repeat(16) + "00");
    }

    /// An authentication by somebody who does not know the keys.
    private static String guess(CardLink card) throws IOException {
        return ask(card, "008800812210" + "5A".repeat(16) + "10" + "A5".repeat(16) + "00");
    }

    private static int until(String end, int most, CardLink card, boolean umts) throws IOException {
        int answered = 0;
        while (answered < most) {
            String said = umts ? guess(card) : gsm(card);
            if (said.equals(end)) {
                break;
            }
            assertThat(said).matches(umts ? WRONG_MAC : "04[0-9a-f]{8}08[0-9a-f]{16}9000");
            answered++;
        }
        return answered;
    }

    /// By the hour, over a restart, and again in the next hour.
    private void isLimited(CardLink card) throws IOException {
        int gsm = Limits.STANDARD.gsmInWindow();
        int failures = Limits.STANDARD.failuresInWindow();
        clock.pass();
        assertThat(home.accepts(card)).isTrue();
        assertThat(until(NO, gsm + 1, card, false)).isEqualTo(gsm);
        assertThat(home.accepts(card)).as("the network proves itself").isTrue();
        assertThat(until(NO, failures + 1, card, true)).isEqualTo(failures);
        assertThat(home.accepts(card)).as("no more guesses, whoever asks").isFalse();
        clock.pass();
        assertThat(home.accepts(card)).isTrue();
        assertThat(gsm(card)).endsWith("9000");
    }

    private TokenMaker.Token made() {
        var issue = new TokenMaker.Issue(subscription, "1234", "12345678", Policy.DEFAULT);
        return maker.token(issue).orElseThrow();
    }

    private TestHandset handset() throws IOException {
        var kit = maker.handset(new Imei(35_693_803_564_381L), 0);
        return new TestHandset(kit, directory, clock, random);
    }

    @Test
    void aFreeTokenAndTheLoadedHandsetAnswerSoOftenAnHour() throws IOException {
        var around = new ReferenceToken.Surroundings(clock, random);
        var token = new KeptToken(made(), around, new Outage(0));
        isLimited(token);
        token.restart();
        isLimited(token);

        var handset = handset();
        assertThat(handset.tap(token, TestHandset.load("1234"))).isEqualTo(Ending.LOADED);
        isLimited(handset.mirror.sim());
        token.reset();
        assertThat(gsm(token)).isEqualTo(NO);
        assertThat(guess(token)).isEqualTo(NO);
    }

    /// What the handset was asked in an hour is neither forgotten by a restart nor by a return.
    @Test
    void attemptsAreKeptAndTravel() throws IOException {
        var around = new ReferenceToken.Surroundings(clock, random);
        var token = new KeptToken(made(), around, new Outage(0));
        var handset = handset();
        handset.tap(token, TestHandset.load("1234"));
        var sim = handset.mirror.sim();
        clock.pass();
        assertThat(home.accepts(sim)).isTrue();
        int gsm = Limits.STANDARD.gsmInWindow();
        assertThat(until(NO, gsm, sim, false)).isEqualTo(gsm);
        handset.restart();
        assertThat(home.accepts(handset.mirror.sim())).isTrue();
        assertThat(gsm(handset.mirror.sim())).isEqualTo(NO);
        handset.tap(token, new Wish.GiveBack(Wish.Personal.DELETE));
        assertThat(home.accepts(token)).isTrue();
        assertThat(gsm(token)).isEqualTo(NO);
    }

    /// The applet, and the home network of its subscription.
    private static final class Chip {
        private final Subscription network = Subscription.first();
        private final CardToken token;

        Chip(Attempts attempts) throws IOException {
            var nation = new Nation();
            var state = new AkaState(SequenceArray.fresh(), attempts);
            var contents = network.contents(20).with(Part.SEQUENCE, Octets.of(state.bytes()));
            token = new CardToken(nation, contents);
        }

        boolean isFoundByItsNetwork() throws IOException {
            byte[] answer = Subscription.authenticate(token.card, network.challenge());
            return answer.length > 2 && answer[0] == (byte) 0xDB;
        }
    }

    @Test
    void theAppletAnswersSoOftenUntilTheNetworkProvesItself() throws IOException {
        var chip = new Chip(Attempts.NONE);
        assertThat(until(NO, OF_CHIP + 1, chip.token.card, false)).isEqualTo(OF_CHIP);
        chip.token.card.reset();
        assertThat(gsm(chip.token.card)).isEqualTo(NO);
        assertThat(chip.isFoundByItsNetwork()).isTrue();
        assertThat(gsm(chip.token.card)).endsWith("9000");
    }

    @Test
    void theAppletCountsALifetime() throws IOException {
        var chip = new Chip(new Attempts(0, 0, IN_A_LIFETIME - 2, 0, IN_A_LIFETIME - 2));
        assertThat(until(NO, 3, chip.token.card, false)).isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            assertThat(chip.isFoundByItsNetwork()).as("counts, and is taken back").isTrue();
        }
        assertThat(gsm(chip.token.card)).isEqualTo(NO);
        assertThat(until(NO, 3, chip.token.card, true)).isEqualTo(2);
        assertThat(chip.isFoundByItsNetwork()).isFalse();
    }

    /// Who cuts the power before the answer is out was counted, or got nothing.
    @Test
    void theAppletCountsBeforeItComputes() throws IOException {
        var chip = new Chip(new Attempts(0, 0, IN_A_LIFETIME - 1, 0, 0));
        var power = chip.token.power;
        int cuts = 0;
        for (int write = 1; write < 100; write++) {
            power.cutAt(write);
            try {
                String said = gsm(chip.token.card);
                power.keep();
                assertThat(said.equals(NO) || said.endsWith("9000")).isTrue();
                break;
            } catch (IOException cut) {
                cuts++;
                power.keep();
                chip.token.card.reset();
            }
        }
        power.keep();
        assertThat(cuts).isPositive();
        assertThat(gsm(chip.token.card)).isEqualTo(NO);
    }
}
