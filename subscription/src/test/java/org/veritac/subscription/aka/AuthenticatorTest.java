// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.veritac.card.Secret;
import org.veritac.subscription.aka.Authenticator.Answer;

import java.util.Arrays;
import java.util.Collections;

final class AuthenticatorTest {
    private static final Secret KEY = Secret.of(new byte[16]);
    private static final Challenge RAND = new Challenge(new byte[16]);
    private static final Autn FORGED = new Autn(0, 0, 0);
    private final Milenage functions = new Milenage(KEY, KEY);

    private Authenticator milenage(Limits limits) {
        return new Authenticator(functions, SequenceArray.Window.STANDARD, limits);
    }

    private Autn autn(long seq) {
        return AuthenticationCentre.vector(functions, Sqn.of(seq, 1), RAND, 0).autn();
    }

    @Test
    void aGenuineChallengeIsAnsweredAndRemembered() {
        var judged = milenage(Limits.STANDARD).umts(RAND, autn(7), AkaState.FRESH, 0);
        assertThat(judged.answer()).isInstanceOf(Answer.Umts.class);
        assertThat(judged.state().array().highest()).isEqualTo(Sqn.of(7, 1));
        var again = milenage(Limits.STANDARD).umts(RAND, autn(7), judged.state(), 0);
        assertThat(again.answer()).isInstanceOf(Answer.Synchronisation.class);
        assertThat(again.state().array()).isEqualTo(judged.state().array());
        assertThat(again.state().attempts().failuresInAll()).isEqualTo(1);
    }

    @Test
    void gsmAnswersEndWithTheWindowAndGoOnInTheNext() {
        var authenticator = milenage(new Limits(2, 5, 1, 1));
        AkaState state = AkaState.FRESH;
        for (int window = 0; window < 2; window++) {
            for (int i = 0; i < 2; i++) {
                var judged = authenticator.gsm(RAND, state, window);
                assertThat(judged.answer()).isInstanceOf(Answer.Gsm.class);
                state = judged.state();
            }
            var refused = authenticator.gsm(RAND, state, window);
            assertThat(refused.answer()).isEqualTo(new Answer.Exhausted());
            assertThat(refused.state()).isEqualTo(state);
        }
        assertThat(authenticator.gsm(RAND, state, 0).answer())
                .as("a clock that was turned back")
                .isEqualTo(new Answer.Exhausted());
        state = authenticator.gsm(RAND, state, 2).state();
        assertThat(state.attempts().gsmInAll()).isEqualTo(5);
        assertThat(authenticator.gsm(RAND, state, 3).answer())
                .as("the end of a lifetime")
                .isEqualTo(new Answer.Exhausted());
        assertThat(authenticator.umts(RAND, autn(1), state, 3).answer())
                .as("authentication of the network goes on")
                .isInstanceOf(Answer.Umts.class);
    }

    @Test
    void guessesAtTheNetworksProofEnd() {
        var authenticator = milenage(new Limits(0, 0, 2, 3));
        AkaState state = AkaState.FRESH;
        for (int i = 0; i < 2; i++) {
            var judged = authenticator.umts(RAND, FORGED, state, 0);
            assertThat(judged.answer()).isEqualTo(new Answer.MacFailure());
            state = judged.state();
        }
        assertThat(authenticator.umts(RAND, autn(1), state, 0).answer())
                .isEqualTo(new Answer.Exhausted());
        var next = authenticator.umts(RAND, autn(1), state, 1);
        assertThat(next.answer()).isInstanceOf(Answer.Umts.class);
        state = authenticator.umts(RAND, FORGED, next.state(), 1).state();
        assertThat(authenticator.umts(RAND, autn(2), state, 9).answer())
                .as("three in a lifetime")
                .isEqualTo(new Answer.Exhausted());
    }

    @Test
    void comp128KnowsNoNetwork() {
        var authenticator =
                new Authenticator(
                        new Comp128(Comp128.Version.THREE, KEY),
                        SequenceArray.Window.STANDARD,
                        Limits.STANDARD);
        assertThat(authenticator.umts(RAND, FORGED, AkaState.FRESH, 0).answer())
                .isEqualTo(new Answer.NotSupported());
        assertThat(authenticator.gsm(RAND, AkaState.FRESH, 0).answer())
                .isInstanceOf(Answer.Gsm.class);
    }

    @Test
    void stateIsTheSameAfterItWasStored() {
        var array = SequenceArray.fresh().with(Sqn.of(Sqn.SEQ_MAX, 31)).with(Sqn.of(5, 0));
        var state = new AkaState(array, new Attempts(9, 1, 2, 3, 4));
        assertThat(AkaState.read(state.bytes())).contains(state);
        assertThat(state.bytes()).hasSize(AkaState.BYTES);
        assertThat(AkaState.read(new byte[AkaState.BYTES])).isEmpty();
        assertThat(AkaState.read(Arrays.copyOf(state.bytes(), AkaState.BYTES + 1))).isEmpty();
        byte[] impossible = state.bytes();
        impossible[1] = (byte) 0xFF;
        assertThat(AkaState.read(impossible)).isEmpty();
    }

    @Test
    void whatTwoHoldersAcceptedIsNotAcceptedAgain() {
        var token = new AkaState(SequenceArray.fresh().with(Sqn.of(9, 1)), Attempts.NONE);
        var handset =
                new AkaState(
                        SequenceArray.fresh().with(Sqn.of(7, 1)).with(Sqn.of(8, 2)),
                        new Attempts(3, 1, 10, 0, 0));
        AkaState joined = token.joined(handset);
        assertThat(joined.array().accepts(Sqn.of(9, 1), SequenceArray.Window.STANDARD)).isFalse();
        assertThat(joined.array().accepts(Sqn.of(8, 2), SequenceArray.Window.STANDARD)).isFalse();
        assertThat(joined.attempts()).isEqualTo(handset.attempts());
        assertThat(handset.joined(token)).isEqualTo(joined);
    }

    @Test
    void valuesAreInTheirRanges() {
        assertThatThrownBy(() -> SequenceArray.of(Collections.nCopies(31, 0L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SequenceArray.of(Collections.nCopies(32, -1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(-1, 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attempts(0, -1, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
