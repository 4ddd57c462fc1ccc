// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;

/// The token is taken away, or its power is cut, during a load and a return. Afterwards at most one
/// of token and handset answers the network, and one tap brings back exactly one.
final class TornTokenScenario {
    /// Every how many writes the power is cut; 1 cuts them all.
    private static final int STEP = Integer.getInteger("veritac.cuts.step", 4);

    /// Where the second cut is at the latest.
    private static final int SECOND_CUTS = 12;

    private static final Wish LOAD = new Wish.Load(Nation.PIN, Octets.NONE);
    private static final Wish BACK = new Wish.GiveBack(Wish.Personal.BACK_UP);

    private final Nation nation = new Nation();
    private final Subscription subscription = Subscription.first();
    private final HandsetInHand phone = new HandsetInHand(nation, nation.handset(1));
    private CardToken token;
    private int restarts;

    /// How many cuts were followed by another.
    private int twice;

    @BeforeEach
    void personalise() throws IOException {
        token = new CardToken(nation, subscription.contents(300));
        unblock();
    }

    private int active() throws IOException {
        return (subscription.isAnsweredBy(token.card) ? 1 : 0) + (phone.isActive() ? 1 : 0);
    }

    /// A load, or a return. A cut while the PIN is looked at costs a try.
    ///
    /// @return whether it came to its end
    private boolean half(boolean load) throws IOException {
        var ending = phone.tap(token, load ? LOAD : BACK);
        if (ending == Ending.PIN_BLOCKED) {
            token.power.keep();
            unblock();
        }
        return ending == Ending.LOADED || ending == Ending.RETURNED;
    }

    private void unblock() throws IOException {
        var tapped = Greeting.greet(token, phone.handset);
        assertThat(tapped.ask(new Request.Unblock(Nation.PUK, Nation.PIN)))
                .isEqualTo(new Answer.Fine());
    }

    /// What has to hold wherever it was cut off, and what one more tap does.
    private void recover(String when) throws IOException {
        phone.start();
        restart();
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

    /// Power again, cut off once more in what the token does with it first.
    private void restart() throws IOException {
        restarts++;
        token.power.cutAt(1 + restarts % SECOND_CUTS);
        try {
            token.card.reset();
        } catch (IOException cut) {
            twice++;
        }
        token.power.keep();
        token.card.reset();
    }

    /// Brings the handset to where the next load or return begins.
    private void reach(boolean full) throws IOException {
        for (int i = 0; i < 2 && full != phone.isActive(); i++) {
            half(full);
        }
        assertThat(phone.isActive()).isEqualTo(full);
        assertThat(active()).isEqualTo(1);
    }

    @Test
    void cutAtEveryApdu() throws IOException {
        for (boolean load : new boolean[] {true, false}) {
            boolean whole = false;
            int apdu = 1;
            for (; !whole; apdu++) {
                int answers = apdu - 1;
                Torn.Moment at = (before, _) -> before == answers;
                for (boolean answered : new boolean[] {false, true}) {
                    reach(!load);
                    var wire = new ChainingLink(new Torn(token.card, at, answered));
                    try {
                        phone.tap(wire, load ? LOAD : BACK);
                        whole = true;
                    } catch (IOException cut) {
                        whole = false;
                    }
                    recover("load %s, APDU %d, %s".formatted(load, apdu, answered));
                }
            }
            assertThat(apdu).isGreaterThan(10);
        }
    }

    @Test
    void cutInsideWrites() throws IOException {
        for (boolean load : new boolean[] {true, false}) {
            int cuts = 0;
            boolean whole = false;
            for (int write = 1; !whole; write += STEP) {
                reach(!load);
                token.power.cutAt(write);
                try {
                    whole = half(load);
                } catch (IOException cut) {
                    cuts++;
                }
                recover("load %s, write %d".formatted(load, write));
            }
            assertThat(cuts).isGreaterThan(10);
        }
        assertThat(twice).isPositive();
        reach(false);
        reach(true);
        assertThat(phone.keys).isEqualTo(subscription.keys());
        assertThat(phone.files.get(Part.ADMINISTRATION)).isEqualTo(Subscription.some(300, 1));
        assertThat(phone.files.get(Part.PERSONAL)).isEqualTo(Subscription.some(90, 3));
    }
}
