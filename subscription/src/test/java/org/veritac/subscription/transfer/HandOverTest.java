// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.veritac.identity.Imei;
import org.veritac.identity.ImsiRange;

import java.security.interfaces.ECPublicKey;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class HandOverTest {
    private static final Wish.Load LOAD = new Wish.Load(World.PIN, Octets.NONE);
    private static final Wish.GiveBack BACK = new Wish.GiveBack(Wish.Personal.BACK_UP);
    private final World world = new World(1);
    private final World.Token token = world.token(1);
    private final World.Handset handset = world.handset(1);
    private final Contents contents =
            World.contents(
                    token.id(),
                    Map.of(
                            Part.IDENTITY, world.dice.octets(100),
                            Part.ADMINISTRATION, world.dice.octets(1000),
                            Part.APPLICATIONS, world.dice.octets(500),
                            Part.PERSONAL, Octets.of(new byte[] {1, 2, 3})));

    private Tap tap(Policy policy) {
        var signed =
                policy.needsSignature()
                        ? world.signed(token.id(), policy)
                        : SignedPolicy.plain(token.id(), 0, policy);
        return new Tap(token, handset, TokenRecord.issued(World.pin(), signed, contents));
    }

    @Test
    void loadsAndReturns() {
        var tap = tap(Policy.DEFAULT);
        assertThat(tap.tap(LOAD)).isEqualTo(Ending.LOADED);
        assertThat(tap.memory.keys()).isEqualTo(World.ki(token.id(), 1));
        assertThat(tap.memory.isWhole()).isTrue();
        assertThat(tap.kept.mayAuthenticate()).isFalse();
        assertThat(tap.active()).isOne();

        tap.memory =
                tap.memory
                        .with(Part.PERSONAL, Octets.of(new byte[] {1, 2, 3, 4}))
                        .with(Part.SEQUENCE, world.dice.octets(192))
                        .with(Part.FILES, world.dice.octets(300));
        var files = tap.memory.files();
        assertThat(tap.tap(BACK)).isEqualTo(Ending.RETURNED);
        assertThat(tap.kept.phase()).isEqualTo(TokenPhase.FREE);
        for (Part part : EnumSet.of(Part.PERSONAL, Part.SEQUENCE, Part.FILES)) {
            assertThat(tap.kept.contents().find(part)).isEqualTo(files.find(part));
        }
        assertThat(tap.memory.files()).isEqualTo(Contents.EMPTY);
        assertThat(tap.memory.staged()).isEqualTo(Contents.EMPTY);
        assertThat(tap.memory.keys()).isEqualTo(Octets.NONE);
        assertThat(tap.active()).isOne();
    }

    @Test
    void leavesReceiptsOnBothSides() {
        var tap = tap(Policy.DEFAULT);
        tap.tap(LOAD);
        tap.tap(BACK);
        assertThat(tap.tokenReceipts)
                .extracting(Receipt.Entry::event)
                .containsExactly(Receipt.Event.HANDED, Receipt.Event.RETURNED);
        assertThat(tap.handsetReceipts)
                .extracting(Receipt.Entry::event)
                .containsExactly(Receipt.Event.ACTIVATED, Receipt.Event.RELEASED);
        assertThat(tap.tokenReceipts.getFirst().digest())
                .isEqualTo(tap.handsetReceipts.getFirst().digest());
        assertThat(tap.tokenReceipts).allMatch(entry -> entry.time() == World.TIME);
    }

    @Test
    void anActiveHandsetIsOnlyGreetedWithoutTheUsersIntent() {
        var tap = tap(Policy.DEFAULT);
        tap.tap(LOAD);
        assertThat(tap.tap(new Wish.Resume())).isEqualTo(Ending.LOADED);
        assertThat(tap.memory.isActive()).isTrue();
    }

    @Test
    void returnsOnATapWhereThePolicySaysSo() {
        var tap = tap(new Variants().returnOnTap().policy());
        tap.tap(LOAD);
        assertThat(tap.tap(new Wish.Resume())).isEqualTo(Ending.RETURNED);
    }

    @Test
    void abandonsWhatWasStagedAndNeverActive() {
        var tap = tap(Policy.DEFAULT);
        cutAfterStaging(tap);
        assertThat(tap.memory.record().phase()).isEqualTo(HandsetPhase.STAGED);
        assertThat(tap.tap(new Wish.Abandon())).isEqualTo(Ending.RETURNED);
        assertThat(tap.kept.phase()).isEqualTo(TokenPhase.FREE);
        assertThat(tap.memory.staged()).isEqualTo(Contents.EMPTY);
        assertThat(tap.tap(LOAD)).isEqualTo(Ending.LOADED);
    }

    @Test
    void anyPowerCutIsHealedByOneTapAlsoTwoOfThem() {
        for (Wish wish : List.of(LOAD, BACK)) {
            for (int first = 0; cutAndHealed(wish, first, first); first++) {
                for (int second = 0; second < 3; second++) {
                    cutAndHealed(wish, first, second);
                }
            }
        }
    }

    /// Whether there was a write to be cut.
    private boolean cutAndHealed(Wish wish, int first, int second) {
        var tap = tap(Policy.DEFAULT);
        if (wish.equals(BACK)) {
            tap.tap(LOAD);
        }
        boolean cut = isCut(tap, wish, first);
        assertThat(tap.active()).isLessThanOrEqualTo(1);
        isCut(tap, new Wish.Resume(), second);
        assertThat(tap.active()).isLessThanOrEqualTo(1);
        tap.writesMax = Integer.MAX_VALUE;
        tap.tap(new Wish.Resume());
        assertThat(tap.active()).as("%s cut at %d and %d", wish, first, second).isOne();
        return cut;
    }

    private static boolean isCut(Tap tap, Wish wish, int at) {
        tap.writes = 0;
        tap.writesMax = at;
        try {
            tap.tap(wish);
            return false;
        } catch (Tap.PowerCut cut) {
            return true;
        }
    }

    /// Stops a load where the handset has just stored the whole package.
    private static void cutAfterStaging(Tap tap) {
        for (int at = 0; tap.memory.record().phase() == HandsetPhase.EMPTY; at++) {
            tap.writes = 0;
            tap.writesMax = at;
            assertThatThrownBy(() -> tap.tap(LOAD)).isInstanceOf(Tap.PowerCut.class);
        }
    }

    @Test
    void refusesEveryOtherTokenUntilItIsEmpty() {
        var tap = tap(Policy.DEFAULT);
        tap.tap(LOAD);
        var other = world.token(2);
        var stranger =
                new Tap(
                        other,
                        handset,
                        TokenRecord.issued(
                                World.pin(),
                                SignedPolicy.plain(other.id(), 0, Policy.DEFAULT),
                                World.contents(other.id(), Map.of())));
        stranger.memory = tap.memory;
        assertThat(stranger.tap(LOAD)).isEqualTo(Ending.OTHER_TOKEN);
    }

    @Test
    void aLockedTokenServesNoOtherHandset() {
        var tap = tap(Policy.DEFAULT);
        tap.tap(LOAD);
        var thief = new Tap(token, world.handset(2), tap.kept);
        assertThat(thief.tap(LOAD)).isEqualTo(Ending.TOKEN_LOCKED);
    }

    @Test
    void servesOnlyHandsetsOfItsList() {
        var listed =
                world.token(
                        3,
                        List.of(
                                new ImeiSpan(
                                        Imei.of("35693803564381"), Imei.of("35693803564381"))));
        var record =
                TokenRecord.issued(
                        World.pin(),
                        SignedPolicy.plain(listed.id(), 0, Policy.DEFAULT),
                        World.contents(listed.id(), Map.of()));
        assertThat(new Tap(listed, handset, record).tap(LOAD)).isEqualTo(Ending.LOADED);
        assertThat(new Tap(listed, world.handset(2), record).tap(LOAD))
                .isEqualTo(Ending.TOKEN_REFUSED);
    }

    @Test
    void takesOnlySubscriptionsOfItsList() {
        var home = List.of(ImsiRange.of("00101"));
        var foreign = List.of(ImsiRange.of("00102"));
        var record = tap(Policy.DEFAULT).kept;
        assertThat(new Tap(token, world.handset(1, home), record).tap(LOAD))
                .isEqualTo(Ending.LOADED);
        assertThat(new Tap(token, world.handset(1, foreign), record).tap(LOAD))
                .isEqualTo(Ending.NOT_BELIEVED);
    }

    @Test
    void eachVariantLoadsAndReturns() {
        for (Policy policy : Variants.all()) {
            var tap = tap(policy);
            tap.medium = policy.media().iterator().next();
            var stored = Manifest.sha256(contents.find(Part.ADMINISTRATION).orElseThrow());
            for (Octets has : List.of(Octets.NONE, stored)) {
                assertThat(tap.tap(new Wish.Load(World.PIN, has)))
                        .as("%s", policy)
                        .isEqualTo(Ending.LOADED);
                tap.memory =
                        tap.memory
                                .with(Part.SEQUENCE, world.dice.octets(192))
                                .with(Part.FILES, world.dice.octets(300));
                assertThat(tap.tap(BACK)).as("%s", policy).isEqualTo(Ending.RETURNED);
                assertThat(tap.kept.contents().find(Part.FILES).isPresent())
                        .isEqualTo(policy.writeBack());
            }
        }
    }

    @Test
    void filesThatTheHandsetHasAreNotSent() {
        var stored = Manifest.sha256(contents.find(Part.ADMINISTRATION).orElseThrow());
        var tap = tap(Policy.DEFAULT);
        tap.tap(new Wish.Load(World.PIN, stored));
        assertThat(tap.memory.staged().find(Part.ADMINISTRATION)).isEmpty();
        var other = tap(new Variants().nothingPrestored().policy());
        other.tap(new Wish.Load(World.PIN, stored));
        assertThat(other.memory.staged().find(Part.ADMINISTRATION)).isPresent();
    }

    @Test
    void loadsOverTheMediaOfItsPolicyOnly() {
        var tap = tap(new Variants().media(Set.of(Medium.SLOT)).policy());
        assertThat(tap.tap(LOAD)).isEqualTo(Ending.TOKEN_REFUSED);
        tap.medium = Medium.SLOT;
        assertThat(tap.tap(LOAD)).isEqualTo(Ending.LOADED);
    }

    @Test
    void loadsNoHandsetWithLessProtectionThanThePolicyAsks() {
        assertThat(tap(new Variants().protection(3).policy()).tap(LOAD))
                .isEqualTo(Ending.TOKEN_REFUSED);
        assertThat(tap(new Variants().protection(2).policy()).tap(LOAD)).isEqualTo(Ending.LOADED);
    }

    @Test
    void showsTheSameCodeOnBothDisplays() {
        var tap = tap(new Variants().comparison().policy());
        assertThat(tap.tap(LOAD)).isEqualTo(Ending.LOADED);
        assertThat(tap.code).matches("[0-9]{6}");
    }

    @Test
    void personalDataThatDoNotFitNeverKeepCredentials() {
        for (Wish.Personal choice : List.of(Wish.Personal.KEEP_HERE, Wish.Personal.DELETE)) {
            var tap = tap(Policy.DEFAULT);
            tap.tap(LOAD);
            var photos = world.dice.octets(World.PERSONAL_MAX + 1);
            tap.memory = tap.memory.with(Part.PERSONAL, photos);
            tap.choice = choice;
            assertThat(tap.tap(BACK)).isEqualTo(Ending.RETURNED);
            assertThat(tap.kept.contents().find(Part.PERSONAL))
                    .isEqualTo(contents.find(Part.PERSONAL));
            assertThat(tap.memory.files().find(Part.PERSONAL).isPresent())
                    .isEqualTo(choice == Wish.Personal.KEEP_HERE);
        }
    }

    @Test
    void aBackupOfTheLargestSizeFits() {
        var tap = tap(Policy.DEFAULT);
        tap.tap(LOAD);
        var photos = world.dice.octets(World.PERSONAL_MAX);
        tap.memory = tap.memory.with(Part.PERSONAL, photos);
        tap.tap(BACK);
        assertThat(tap.kept.contents().find(Part.PERSONAL)).contains(photos);
    }

    @Test
    void aLostHandsetIsReclaimedAndEmptiesWhenItIsFound() {
        var tap = tap(Policy.DEFAULT);
        tap.tap(LOAD);
        tap.memory = tap.memory.with(Part.PERSONAL, Octets.of(new byte[] {9}));
        var reclaimed = new Tap(token, world.handset(2), tap.kept);
        var next = World.ki(token.id(), 2);
        deliver(reclaimed, reclaim(tap.kept.tid(), 1, next), new Answer.Fine());
        assertThat(reclaimed.kept.generation()).isEqualTo(2);
        assertThat(reclaimed.kept.contents().find(Part.KEYS)).contains(next);
        assertThat(reclaimed.tap(LOAD)).isEqualTo(Ending.LOADED);

        tap.kept = reclaimed.kept;
        assertThat(tap.tap(new Wish.Resume())).isEqualTo(Ending.RETIRED);
        assertThat(tap.memory.keys()).isEqualTo(Octets.NONE);
        assertThat(tap.memory.files().parts().keySet()).containsExactly(Part.PERSONAL);
    }

    private Octets reclaim(int tid, int generation, Octets keys) {
        var subject = new Order.Subject(token.id(), tid, generation);
        var key = (ECPublicKey) token.agreement().getPublic();
        return Order.reclaim(subject, key, keys, world.operator);
    }

    private static void deliver(Tap tap, Octets order, Answer expected) {
        tap.tap(new Wish.Resume());
        assertThat(tap.answer(new Request.Deliver(order))).isEqualTo(expected);
    }

    @Test
    void reclaimsOnlyByTheOrderForThisTransferAndGeneration() {
        var tap = tap(Policy.DEFAULT);
        tap.tap(LOAD);
        var refused = Answer.Refused.of(Refusal.CONDITIONS);
        var keys = World.ki(token.id(), 2);
        deliver(tap, reclaim(2, 1, keys), refused);
        deliver(tap, reclaim(1, 2, keys), refused);
        deliver(tap, world.dice.octets(100), refused);
        byte[] order = reclaim(1, 1, keys).bytes();
        for (int i = 0; i < order.length; i += 7) {
            byte[] flipped = order.clone();
            flipped[i] ^= 1;
            deliver(tap, Octets.of(flipped), refused);
        }
        assertThat(tap.kept.phase()).isEqualTo(TokenPhase.HANDED);
        deliver(tap, Octets.of(order), new Answer.Fine());
        deliver(tap, Octets.of(order), refused);
    }

    @Test
    void aLostTokenEndsByOrderOnTheHandset() {
        var tap = tap(Policy.DEFAULT);
        tap.tap(LOAD);
        var subject = new Order.Subject(token.id(), 1, 1);
        var wrong = Order.terminate(subject, new HandsetId(5), world.operator);
        assertThat(tap.event(new Event.Ordered(wrong, 0))).isEqualTo(Ending.ORDER_REFUSED);
        var unsigned = Order.terminate(subject, handset.id(), world.makerOfTokens);
        assertThat(tap.event(new Event.Ordered(unsigned, 0))).isEqualTo(Ending.ORDER_REFUSED);
        var order = Order.terminate(subject, handset.id(), world.operator);
        assertThat(tap.event(new Event.Ordered(order, 0))).isEqualTo(Ending.TERMINATED);
        assertThat(tap.memory.keys()).isEqualTo(Octets.NONE);
        assertThat(tap.memory.files().parts().keySet()).containsExactly(Part.PERSONAL);
        assertThat(tap.handsetReceipts.getLast().event()).isEqualTo(Receipt.Event.TERMINATED);
        assertThat(tap.tap(LOAD)).isEqualTo(Ending.TOKEN_LOCKED);
    }

    @Test
    void dropsItsSubscriptionOnlyWithoutTheLock() {
        var tap = tap(Policy.DEFAULT);
        tap.tap(LOAD);
        assertThat(tap.event(new Event.Dropped(0))).isEqualTo(Ending.HANDSET_LOCKED);
        var free = tap(new Variants().locks(new Locks(true, false)).policy());
        free.tap(LOAD);
        assertThat(free.event(new Event.Dropped(0))).isEqualTo(Ending.DROPPED);
    }

    @Test
    void aPolicyThatGivesSomethingUpCountsOnlyWithASignature() {
        var weak = new Variants().locks(new Locks(false, true)).policy();
        var plain = new SignedPolicy(token.id(), 1, weak, Octets.NONE);
        var foreign = SignedPolicy.of(token.id(), 1, weak, world.makerOfTokens);
        var moved = SignedPolicy.of(new TokenId(5), 1, weak, world.operator);
        for (SignedPolicy policy : List.of(plain, foreign, moved)) {
            var record = TokenRecord.issued(World.pin(), policy, contents);
            assertThat(new Tap(token, handset, record).tap(LOAD)).isEqualTo(Ending.NOT_BELIEVED);
        }
    }

    @Test
    void takesANewPolicyOnlyWithSignatureAndHigherNumber() {
        var tap = tap(Policy.DEFAULT);
        var weak = new Variants().locks(new Locks(false, true)).policy();
        var refused = Answer.Refused.of(Refusal.CONDITIONS);
        deliver(tap, SignedPolicy.of(token.id(), 0, weak, world.operator).octets(), refused);
        deliver(tap, SignedPolicy.plain(token.id(), 5, Policy.DEFAULT).octets(), refused);
        deliver(tap, SignedPolicy.of(new TokenId(1), 5, weak, world.operator).octets(), refused);
        deliver(
                tap,
                SignedPolicy.of(token.id(), 5, weak, world.operator).octets(),
                new Answer.Fine());
        assertThat(tap.kept.policy().policy()).isEqualTo(weak);
    }

    @Test
    void remembersThirtyTwoTokensAndTakesNoMore() {
        var full = new HashMap<TokenId, Integer>();
        for (int i = 1; i < HandsetRecord.TOKENS_MAX; i++) {
            full.put(new TokenId(i), 1);
        }
        var tap = tap(Policy.DEFAULT);
        tap.memory = Memory.NEW.with(new HandsetRecord(HandsetPhase.EMPTY, null, full));
        assertThat(tap.tap(LOAD)).isEqualTo(Ending.LOADED);
        full.put(new TokenId(99), 1);
        var more = tap(Policy.DEFAULT);
        more.memory = Memory.NEW.with(new HandsetRecord(HandsetPhase.EMPTY, null, full));
        assertThat(more.tap(LOAD)).isEqualTo(Ending.TOO_MANY_TOKENS);
    }

    @Test
    void usingTheTokenEndsAPreparation() {
        var tap = tap(Policy.DEFAULT);
        cutAfterStaging(tap);
        tap.kept = tap.kept.used(world.dice.octets(6));
        assertThat(tap.tap(new Wish.Resume())).isEqualTo(Ending.RETIRED);
        assertThat(tap.tap(LOAD)).isEqualTo(Ending.LOADED);
    }
}
