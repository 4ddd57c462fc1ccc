// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.handset.trial.Outage;
import org.veritac.identity.Imei;
import org.veritac.subscription.aka.AuthenticationVector;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;

/// As [TornStackScenario], with the applet as the token: its own writes are cut, each array torn in
/// three, and those of the handset's memory. A card cannot be copied, and an answer ends what it
/// has prepared: it is asked before the next tap every other time, and after it always.
///
/// Each build cuts at a few writes; `-Dveritac.cuts.all=true` at each.
final class TornChipScenario {
    private static final boolean ALL = Boolean.getBoolean("veritac.cuts.all");

    /// Cuts of one side in a load or a return, where not all are made.
    private static final int SAMPLES = 8;

    /// Every how many cuts there is a second one.
    private static final int SECOND_EVERY = 3;

    private static final int SECOND_MAX = 12;
    private static final int WRITES_MAX = 20_000;
    private static final Wish BACK = new Wish.GiveBack(Wish.Personal.BACK_UP);

    @TempDir private Path directory;
    private final Random chance = new Random(1);
    private final SecureRandom random = new SecureRandom();
    private final Hours clock = new Hours();
    private final TokenMaker maker = new TokenMaker(clock, random);
    private final ProfilePackage subscription = ServeToken.trial(random);
    private final Home home = new Home(subscription, random);
    private ChipToken token;
    private TestHandset handset;
    private AuthenticationVector taken;
    private int twice;

    @BeforeEach
    void make() throws IOException {
        var issue = new TokenMaker.Issue(subscription, "1234", "12345678", Policy.DEFAULT);
        token = maker.chip(issue, TokenMaker.Extras.NONE).orElseThrow();
        var kit = maker.handset(new Imei(35_693_803_564_381L), 0);
        handset = new TestHandset(kit, directory, clock, random, new Outage(1));
        handset.setPin(token.card());
        taken = home.last();
        assertThat(active()).isOne();
    }

    private int active() throws IOException {
        clock.pass();
        int active = 0;
        if (home.accepts(token.card())) {
            taken = home.last();
            active++;
        }
        if (home.accepts(handset.mirror.sim())) {
            taken = home.last();
            active++;
        }
        return active;
    }

    private void reach(boolean loaded) throws IOException {
        if (loaded == (handset.phase() == HandsetPhase.ACTIVE)) {
            return;
        }
        var wish = loaded ? TestHandset.load("1234") : BACK;
        var ending = handset.tap(token.card(), wish);
        if (ending == Ending.PIN_BLOCKED) {
            handset.setPin(token.card());
            ending = handset.tap(token.card(), wish);
        }
        assertThat(ending).isEqualTo(loaded ? Ending.LOADED : Ending.RETURNED);
        assertThat(active()).isOne();
    }

    private void cutAt(boolean chip, long step) {
        if (chip) {
            token.power().cutAt(step);
        } else {
            handset.outage.cutAt(step);
        }
    }

    /// One tap, and power for everybody afterwards.
    ///
    /// @return whether it was cut
    private boolean tap(Wish wish) throws IOException {
        boolean cut = false;
        try {
            handset.tap(token.card(), wish);
        } catch (IOException e) {
            cut = true;
        }
        token.power().keep();
        token.card().reset();
        handset.restart();
        return cut;
    }

    /// @return whether there was anything to cut
    private boolean run(boolean load, boolean chip, long step, int number) throws IOException {
        reach(!load);
        String when = "load %s, chip %s, write %d".formatted(load, chip, step);
        cutAt(chip, step);
        boolean cut = tap(load ? TestHandset.load("1234") : BACK);
        if (number % 2 == 0) {
            assertThat(home.accepts(token.card(), taken)).as(when).isFalse();
            assertThat(home.accepts(handset.mirror.sim(), taken)).as(when).isFalse();
            int active = active();
            assertThat(active).as(when).isLessThanOrEqualTo(1);
            if (active == 0) {
                assertThat(handset.phase())
                        .as(when)
                        .isIn(HandsetPhase.STAGED, HandsetPhase.RELEASED);
            }
        }
        if (number % SECOND_EVERY == 0) {
            cutAt(chance.nextBoolean(), 1 + chance.nextInt(SECOND_MAX));
            twice += tap(next()) ? 1 : 0;
        }
        handset.tap(token.card(), TestHandset.RESUME);
        assertThat(home.accepts(token.card(), taken)).as(when).isFalse();
        assertThat(home.accepts(handset.mirror.sim(), taken)).as(when).isFalse();
        assertThat(active()).as(when).isOne();
        return cut;
    }

    /// What moves a transfer on from where it is.
    private Wish next() throws IOException {
        return switch (handset.phase()) {
            case EMPTY -> TestHandset.load("1234");
            case STAGED, RELEASED -> TestHandset.RESUME;
            case ACTIVE -> BACK;
        };
    }

    /// How many writes there are where none is cut.
    private long writes(boolean load) throws IOException {
        reach(!load);
        token.power().keep();
        reach(load);
        return token.power().writes();
    }

    @Test
    void holdsWhereverTheCardsPowerGoes() throws IOException {
        int cuts = 0;
        for (boolean load : new boolean[] {true, false}) {
            long all = writes(load);
            assertThat(all).isBetween(50L, (long) WRITES_MAX);
            long stride = ALL ? 1 : Math.max(1, all / SAMPLES);
            int number = 0;
            for (long step = 1L + chance.nextInt((int) stride); step <= all; step += stride) {
                cuts += run(load, true, step, number++) ? 1 : 0;
            }
        }
        assertThat(cuts).isGreaterThan(SAMPLES);
        assertThat(twice).isPositive();
    }

    @Test
    void holdsWhereverTheHandsetsPowerGoes() throws IOException {
        int cuts = 0;
        for (boolean load : new boolean[] {true, false}) {
            int number = 0;
            int stride = ALL ? 1 : 2;
            boolean cut = true;
            for (long step = 1; cut && step < WRITES_MAX; step += stride) {
                cut = run(load, false, step, number++);
                cuts += cut ? 1 : 0;
            }
        }
        assertThat(cuts).isGreaterThan(SAMPLES);
    }
}
