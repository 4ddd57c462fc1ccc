// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.util.List;

/// The token is taken away, or its power is cut, during a load and a return. Afterwards at most one
/// of token and handset answers the network, and one tap brings back exactly one.
final class TornTokenScenario {
    /// Every how many writes the power is cut; each run begins with another one, so that some runs
    /// cut them all.
    private static final int STEP = Integer.getInteger("veritac.cuts.step", 9);

    private static final Wish LOAD = new Wish.Load(Nation.PIN, Octets.NONE);
    private static final Wish BACK = new Wish.GiveBack(Wish.Personal.BACK_UP);

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
                                subscription.contents(300),
                                List.of()));
        var tapped = Greeting.greet(token, phone.handset);
        tapped.ask(new Request.Unblock(Nation.PUK, Nation.PIN));
    }

    private int active() throws IOException {
        return (subscription.isAnsweredBy(token.card) ? 1 : 0) + (phone.isActive() ? 1 : 0);
    }

    /// A load, or a return.
    private Ending half(boolean load) throws IOException {
        return phone.tap(token, load ? LOAD : BACK);
    }

    /// What has to hold wherever it was cut off, and what one more tap does.
    private void recover(String when) throws IOException {
        phone.cut();
        token.power.keep();
        token.card.reset();
        int active = active();
        assertThat(active).as(when).isLessThanOrEqualTo(1);
        if (active == 0) {
            assertThat(phone.record.phase())
                    .as(when)
                    .isIn(HandsetPhase.STAGED, HandsetPhase.RELEASED);
        }
        phone.tap(token, new Wish.Resume());
        assertThat(active()).as("%s, after a tap", when).isEqualTo(1);
    }

    /// Brings the handset to where the next load or return begins.
    private void reach(boolean full) throws IOException {
        if (full != phone.isActive()) {
            assertThat(half(full)).isIn(Ending.LOADED, Ending.RETURNED);
        }
        assertThat(phone.isActive()).isEqualTo(full);
        assertThat(active()).isEqualTo(1);
    }

    @Test
    void cutAtEveryMessage() throws IOException {
        for (boolean load : new boolean[] {true, false}) {
            for (int message = 1, last = message; message <= last; message++) {
                for (boolean answered : new boolean[] {false, true}) {
                    reach(!load);
                    phone.cutBefore = answered ? 0 : message;
                    phone.cutAfter = answered ? message : 0;
                    try {
                        half(load);
                    } catch (IOException cut) {
                        last = message + 1;
                    }
                    phone.cutBefore = 0;
                    phone.cutAfter = 0;
                    recover("load %s, message %d, %s".formatted(load, message, answered));
                }
            }
        }
        assertThat(phone.messages).isPositive();
    }

    @Test
    void cutInsideWrites() throws IOException {
        for (boolean load : new boolean[] {true, false}) {
            int cuts = 0;
            for (int write = 1; ; write += STEP) {
                reach(!load);
                token.power.cutAt(write);
                boolean whole = false;
                try {
                    half(load);
                    whole = true;
                } catch (IOException cut) {
                    cuts++;
                }
                recover("load %s, write %d".formatted(load, write));
                if (whole) {
                    System.out.println("load " + load + ": " + write + " writes");
                    break;
                }
            }
            assertThat(cuts).isGreaterThan(10);
        }
        reach(false);
        reach(true);
        assertThat(phone.keys).isEqualTo(subscription.keys());
        assertThat(phone.files.get(Part.ADMINISTRATION)).isEqualTo(Subscription.some(300, 1));
        assertThat(phone.files.get(Part.PERSONAL)).isEqualTo(Subscription.some(90, 3));
    }
}
