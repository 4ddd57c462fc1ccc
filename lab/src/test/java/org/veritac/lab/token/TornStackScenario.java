// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.veritac.handset.personal.Item;
import org.veritac.handset.personal.Kind;
import org.veritac.handset.trial.Outage;
import org.veritac.identity.Imei;
import org.veritac.subscription.aka.AuthenticationVector;
import org.veritac.subscription.files.FileTree;
import org.veritac.subscription.profile.Profile;
import org.veritac.subscription.profile.ProfilePackage;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.HandsetPhase;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.TokenPhase;
import org.veritac.subscription.transfer.TokenVisit;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The power goes inside what a token and a handset make durable, one after the other and both, a
/// second time while they recover, the torn unit full of anything: the whole stack with its real
/// stores. Afterwards S1 to S4 and L1 of the hand-over hold; who is active is found out by asking
/// for an authentication, that is on a copy of the token, whose preparation ends with an answer.
///
/// Each build cuts at each step once, a second time at a third of them. `-Dveritac.cuts.all=true`
/// (`mvn test -pl lab -am -Dtest=TornStackScenario -Dsurefire.failIfNoSpecifiedTests=false
/// -Dveritac.cuts.all=true`) cuts twice at each pair of steps, for several seeds.
final class TornStackScenario {
    private static final boolean ALL = Boolean.getBoolean("veritac.cuts.all");
    private static final int SEEDS = ALL ? 3 : 1;

    /// Every how many first cuts there is a second one, where not all are made.
    private static final int SECOND_EVERY = 3;

    /// Where a second cut is at the latest.
    private static final int SECOND_MAX = 16;

    /// Every how many returns personal data go along, where they do not always.
    private static final int PERSONAL_EVERY = ALL ? 7 : 11;

    private static final int STEPS_MAX = 500;
    private static final Wish BACK = new Wish.GiveBack(Wish.Personal.BACK_UP);
    private static final Item NOTE = Item.of(Kind.PHOTO, "dot.jpg", new byte[200]);

    @TempDir private Path directory;
    private final SecureRandom random = new SecureRandom();
    private final Hours clock = new Hours();
    private final ProfilePackage subscription = ServeToken.trial(random);
    private final Home home = new Home(subscription, random);
    private final FileTree tree = ((Profile.Result.Made) Profile.of(subscription)).profile().tree();

    /// Whose power goes.
    enum Side {
        TOKEN,
        HANDSET
    }

    /// A token and a handset in somebody's hands.
    private final class Pair {
        final KeptToken token;
        final TestHandset handset;
        final Map<String, String> files;
        final Random chance;

        /// The newest challenge that one of them, and no copy, has accepted.
        AuthenticationVector taken;

        int gaps;
        int twice;

        Pair(long seed) throws IOException {
            chance = new Random(seed);
            var maker = new TokenMaker(clock, random);
            var made =
                    maker.token(
                                    new TokenMaker.Issue(
                                            subscription, "1234", "12345678", Policy.DEFAULT))
                            .orElseThrow();
            var around = new ReferenceToken.Surroundings(clock, random);
            token = new KeptToken(made, around, new Outage(seed));
            var kit = maker.handset(new Imei(35_693_803_564_381L), 0);
            handset =
                    new TestHandset(
                            kit, directory.resolve("h" + seed), clock, random, new Outage(-seed));
            files = CardFiles.read(token, tree);
            assertThat(home.accepts(token)).isTrue();
            taken = home.last();
        }

        Outage power(Side side) {
            return side == Side.TOKEN ? token.outage : handset.outage;
        }

        int active() throws IOException {
            clock.pass();
            boolean there = home.accepts(token.copy());
            boolean here = home.accepts(handset.mirror.sim());
            if (here) {
                taken = home.last();
            }
            return (there ? 1 : 0) + (here ? 1 : 0);
        }

        /// Brings both to where a load or a return begins, the last challenge accepted there.
        void reach(boolean loaded) throws IOException {
            if (loaded != (handset.phase() == HandsetPhase.ACTIVE)) {
                if (loaded) {
                    load();
                } else {
                    assertThat(handset.tap(token, BACK)).isEqualTo(Ending.RETURNED);
                }
            }
            assertThat(handset.personal.items()).isEmpty();
            clock.pass();
            assertThat(home.accepts(loaded ? handset.mirror.sim() : token)).isTrue();
            taken = home.last();
        }

        /// Cuts while the PIN was compared cost a try each.
        void load() throws IOException {
            var wish = TestHandset.load("1234");
            var ending = handset.tap(token, wish);
            if (ending == Ending.PIN_BLOCKED) {
                var digits = TokenMaker.digits("1234");
                var unblock = new Request.Unblock(TokenMaker.digits("12345678"), digits);
                var purpose = new TokenVisit.Purpose(Optional.of(unblock), false, 1);
                handset.mirror.visit(token, purpose);
                ending = handset.tap(token, wish);
            }
            assertThat(ending).isEqualTo(Ending.LOADED);
        }

        /// One tap; whose power went has it back afterwards, the other one sometimes loses it too.
        ///
        /// @return whether the power went
        boolean tap(Wish wish) throws IOException {
            boolean cut = false;
            try {
                handset.tap(token, wish);
            } catch (IOException e) {
                cut = true;
            }
            assertThat(cut).isEqualTo(token.outage.isGone() || handset.outage.isGone());
            boolean both = cut && chance.nextBoolean();
            if (token.outage.isGone() || both) {
                token.restart();
            }
            if (handset.outage.isGone() || both) {
                handset.restart();
            }
            return cut;
        }

        /// The power goes again: while the handset starts, or in the next tap.
        void cutAgain(Side side, int at) throws IOException {
            power(side).cutAt(at);
            if (side == Side.HANDSET && chance.nextBoolean()) {
                boolean started = startedWhileCut(at);
                twice += started ? 0 : 1;
            }
            twice += tap(TestHandset.RESUME) ? 1 : 0;
        }

        private boolean startedWhileCut(int at) throws IOException {
            handset.outage.restore();
            handset.outage.cutAt(at);
            try {
                handset.start();
                return true;
            } catch (IOException e) {
                assertThat(handset.outage.isGone()).isTrue();
                handset.restart();
                return false;
            }
        }

        /// S1, L2, S4 and S3 as they stand now.
        void check(String when, boolean note) throws IOException {
            assertThat(home.accepts(token.copy(), taken)).as(when).isFalse();
            assertThat(home.accepts(handset.mirror.sim(), taken)).as(when).isFalse();
            int active = active();
            assertThat(active).as(when).isLessThanOrEqualTo(1);
            var record = token.kept().record();
            if (active == 0) {
                gaps++;
                assertThat(record.phase()).as(when).isEqualTo(TokenPhase.HANDED);
                assertThat(handset.phase())
                        .as(when)
                        .isIn(HandsetPhase.STAGED, HandsetPhase.RELEASED);
            }
            boolean here = handset.personal.items().contains(NOTE);
            boolean there = record.contents().find(Part.PERSONAL).isPresent();
            assertThat(!note || here || there).as(when).isTrue();
        }

        /// L1: one tap more and one is active; S2: with all that the token had.
        void recover(String when) throws IOException {
            handset.tap(token, TestHandset.RESUME);
            assertThat(active()).as(when).isOne();
            if (handset.phase() == HandsetPhase.ACTIVE) {
                assertThat(CardFiles.read(handset.mirror.sim(), tree)).as(when).isEqualTo(files);
            } else {
                assertThat(handset.phase()).as(when).isEqualTo(HandsetPhase.EMPTY);
                assertThat(handset.personal.items()).as(when).isEmpty();
            }
        }

        /// Personal data have arrived where they belong, and are of no more use here.
        void dropNote() throws IOException {
            if (handset.phase() != HandsetPhase.ACTIVE) {
                load();
            }
            assertThat(handset.personal.items()).containsExactly(NOTE);
            handset.personal.delete(NOTE);
        }

        /// @param second where the power goes again; 0 for nowhere
        /// @return whether there was anything to cut
        boolean run(boolean load, Side side, int first, Side again, int second) throws IOException {
            reach(!load);
            boolean note = !load && first % PERSONAL_EVERY == 1 && second <= 1;
            if (note) {
                handset.personal.put(NOTE);
            }
            power(side).cutAt(first);
            boolean cut = tap(load ? TestHandset.load("1234") : BACK);
            power(side).cutAt(Long.MAX_VALUE);
            String when = "load %s, %s %d, %s %d".formatted(load, side, first, again, second);
            check(when, note);
            if (second > 0) {
                cutAgain(again, second);
                power(again).cutAt(Long.MAX_VALUE);
                check(when, note);
            }
            recover(when);
            if (note) {
                dropNote();
            }
            return cut;
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void holdsWhereverThePowerGoes(Side side) throws IOException {
        int cuts = 0;
        int gaps = 0;
        int twice = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            var pair = new Pair(seed);
            for (boolean load : new boolean[] {true, false}) {
                cuts += ALL ? pairs(pair, load, side) : samples(pair, load, side);
            }
            gaps += pair.gaps;
            twice += pair.twice;
        }
        assertThat(cuts).isGreaterThan(20);
        assertThat(gaps).isPositive();
        assertThat(twice).isPositive();
    }

    private int samples(Pair pair, boolean load, Side side) throws IOException {
        int first = 1;
        boolean cut = true;
        for (; cut && first < STEPS_MAX; first++) {
            boolean more = first % SECOND_EVERY == 0;
            var again = pair.chance.nextBoolean() ? Side.TOKEN : Side.HANDSET;
            int second = more ? 1 + pair.chance.nextInt(SECOND_MAX / 2) : 0;
            cut = pair.run(load, side, first, again, second);
        }
        return first;
    }

    private int pairs(Pair pair, boolean load, Side side) throws IOException {
        int first = 1;
        boolean cut = true;
        for (; cut && first < STEPS_MAX; first++) {
            for (int second = 0; second <= SECOND_MAX; second++) {
                for (Side again : Side.values()) {
                    cut = pair.run(load, side, first, again, second);
                }
            }
        }
        return first;
    }

    @Test
    void forgetsWhatWasNotSynchronised() throws IOException {
        var outage = new Outage(1);
        outage.disk().replace("a", new byte[] {1});
        outage.cutAt(4);
        int kept = 0;
        for (int i = 0; i < 4; i++) {
            try {
                outage.disk().replace("a", new byte[] {2});
                kept++;
            } catch (IOException e) {
                assertThat(outage.isGone()).isTrue();
            }
        }
        assertThat(kept).isZero();
        outage.restore();
        assertThat(outage.disk().read("a").orElseThrow()[0]).isIn((byte) 1, (byte) 2);
    }
}
