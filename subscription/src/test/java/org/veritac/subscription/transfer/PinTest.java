// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

final class PinTest {
    private static final Octets WRONG = World.ascii("9999");
    private final World world = new World(1);
    private final World.Token token = world.token(1);
    private final World.Handset handset = world.handset(1);

    private Tap tap(Pin pin) {
        var policy = SignedPolicy.plain(token.id(), 0, Policy.DEFAULT);
        var contents = World.contents(token.id(), Map.of());
        return new Tap(token, handset, TokenRecord.issued(pin, policy, contents));
    }

    private static Ending load(Tap tap, Octets pin) {
        return tap.tap(new Wish.Load(pin, Octets.NONE));
    }

    @Test
    void isAskedForBeforeALoad() {
        var tap = tap(World.pin());
        assertThat(load(tap, World.PIN)).isEqualTo(Ending.LOADED);
    }

    @Test
    void isBlockedAfterThreeWrongOnesAndUnblockedByThePuk() {
        var tap = tap(World.pin());
        for (int left = Pin.TRIES_MAX - 1; left >= 0; left--) {
            assertThat(load(tap, WRONG)).isEqualTo(Ending.WRONG_PIN);
            assertThat(tap.last).isEqualTo(new Next.Over(Ending.WRONG_PIN, left));
        }
        assertThat(load(tap, World.PIN)).isEqualTo(Ending.PIN_BLOCKED);
        assertThat(tap.answer(new Request.Unblock(World.PUK, World.ascii("4321"))))
                .isEqualTo(new Answer.Fine());
        assertThat(load(tap, World.ascii("4321"))).isEqualTo(Ending.LOADED);
    }

    @Test
    void mustBeSetBeforeTheFirstLoad() {
        var tap = tap(Pin.unset(World.PUK));
        assertThat(load(tap, World.PIN)).isEqualTo(Ending.PIN_BLOCKED);
        assertThat(tap.answer(new Request.ChangePin(World.PIN, World.PIN)))
                .isEqualTo(Answer.Refused.of(Refusal.PIN_BLOCKED));
        tap.answer(new Request.Unblock(World.PUK, World.PIN));
        assertThat(load(tap, World.PIN)).isEqualTo(Ending.LOADED);
    }

    @Test
    void theUnblockingKeyHasTenTries() {
        var tap = tap(World.pin());
        tap.tap(new Wish.Resume());
        for (int left = Pin.PUK_TRIES_MAX - 1; left >= 0; left--) {
            assertThat(tap.answer(new Request.Unblock(World.ascii("00000000"), World.PIN)))
                    .isEqualTo(new Answer.Refused(Refusal.WRONG_PIN, left));
        }
        assertThat(tap.answer(new Request.Unblock(World.PUK, World.PIN)))
                .isEqualTo(Answer.Refused.of(Refusal.PIN_BLOCKED));
    }

    @Test
    void aTryIsTakenAwayBeforeItIsComparedWhateverTheOutcome() {
        for (Octets pin : List.of(World.PIN, WRONG)) {
            var tap = tap(World.pin());
            tap.tap(new Wish.Resume());
            var state = TokenState.of(tap.kept).opened(World.seenByToken(handset));
            state = greeted(state);
            var step =
                    token.machine()
                            .on(
                                    state,
                                    new Request.VerifyPin(pin),
                                    new Fresh(Octets.zeros(Fresh.BYTES)));
            assertThat(step.writes().getFirst().record().pin().tries())
                    .isEqualTo(Pin.TRIES_MAX - 1);
        }
    }

    private TokenState greeted(TokenState state) {
        var machine = token.machine();
        var fresh = new Fresh(Octets.zeros(Fresh.BYTES));
        var nonce = Octets.zeros(16);
        var identify = new Request.Identify(handset.setup().binding(), SessionCode.commit(nonce));
        var status = new Request.Status(nonce, 0, 0, 0, Octets.NONE, Octets.NONE);
        return machine.on(machine.on(state, identify, fresh).state(), status, fresh).state();
    }

    @Test
    void isForgottenWithTheChannelAndByAWrongOne() {
        var tap = tap(World.pin());
        tap.tap(new Wish.Resume());
        tap.answer(new Request.VerifyPin(World.PIN));
        tap.answer(new Request.VerifyPin(WRONG));
        var begin = new Request.Begin(Octets.zeros(16), Octets.NONE);
        assertThat(tap.answer(begin)).isEqualTo(Answer.Refused.of(Refusal.CONDITIONS));
        tap.answer(new Request.VerifyPin(World.PIN));
        tap.tap(new Wish.Resume());
        assertThat(tap.answer(begin)).isEqualTo(Answer.Refused.of(Refusal.CONDITIONS));
    }

    @Test
    void canBeChanged() {
        var tap = tap(World.pin());
        tap.tap(new Wish.Resume());
        tap.answer(new Request.ChangePin(World.PIN, World.ascii("87654321")));
        assertThat(load(tap, World.PIN)).isEqualTo(Ending.WRONG_PIN);
        assertThat(load(tap, World.ascii("87654321"))).isEqualTo(Ending.LOADED);
    }
}
