// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.veritac.card.Secret;
import org.veritac.subscription.aka.SequenceArray.Window;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

final class AkaTest {
    private static final int AMF = Autn.AMF_SEPARATION;
    private final Seeded seeded = new Seeded(1);
    private final Milenage functions = seeded.functions();
    private final Usim usim = new Usim(functions, Window.STANDARD);
    private final AuthenticationCentre centre = new AuthenticationCentre(SequenceRule.counting());

    private Authentication authenticate(AuthenticationVector vector, SequenceArray array) {
        return usim.authenticate(vector.rand(), vector.autn(), array);
    }

    private static SequenceArray success(Authentication answer) {
        assertThat(answer).isInstanceOf(Authentication.Success.class);
        return answer instanceof Authentication.Success success
                ? success.array()
                : SequenceArray.fresh();
    }

    private static Auts auts(Authentication answer) {
        if (answer instanceof Authentication.SynchronisationFailure(Auts auts)) {
            return auts;
        }
        throw new AssertionError(answer);
    }

    @Test
    void bothSidesHaveTheSameKeys() {
        var made = centre.generate(functions, SequenceState.FRESH, seeded.challenge(), AMF);
        Authentication answer = authenticate(made.vector(), SequenceArray.fresh());
        assertThat(answer)
                .isEqualTo(
                        new Authentication.Success(
                                made.vector().keys(),
                                SequenceArray.fresh().with(made.state().last())));
    }

    @Test
    void aChallengeIsAcceptedOnce() {
        var made = centre.generate(functions, SequenceState.FRESH, seeded.challenge(), AMF);
        SequenceArray after = success(authenticate(made.vector(), SequenceArray.fresh()));
        assertThat(authenticate(made.vector(), after))
                .isInstanceOf(Authentication.SynchronisationFailure.class);
    }

    @Test
    void vectorsMayBeUsedInAnotherOrder() {
        var first = centre.generate(functions, SequenceState.FRESH, seeded.challenge(), AMF);
        var second = centre.generate(functions, first.state(), seeded.challenge(), AMF);
        SequenceArray array = success(authenticate(second.vector(), SequenceArray.fresh()));
        array = success(authenticate(first.vector(), array));
        assertThat(authenticate(second.vector(), array))
                .isInstanceOf(Authentication.SynchronisationFailure.class);
    }

    @Test
    void aStrangerLearnsNothing() {
        var made = centre.generate(functions, SequenceState.FRESH, seeded.challenge(), AMF);
        Autn autn = made.vector().autn();
        var forged = new Autn(autn.concealedSqn(), autn.amf(), autn.mac() ^ 1);
        assertThat(usim.authenticate(made.vector().rand(), forged, SequenceArray.fresh()))
                .isEqualTo(new Authentication.MacFailure());
        var otherAmf = new Autn(autn.concealedSqn(), 0, autn.mac());
        assertThat(usim.authenticate(made.vector().rand(), otherAmf, SequenceArray.fresh()))
                .isEqualTo(new Authentication.MacFailure());
    }

    @Test
    void aNetworkThatFellBehindIsResynchronised() {
        SequenceArray ahead = SequenceArray.fresh().with(Sqn.of(1000, 3));
        var made = centre.generate(functions, SequenceState.FRESH, seeded.challenge(), AMF);
        SequenceArray array = ahead.with(Sqn.of(999, made.state().last().ind()));
        Challenge rand = made.vector().rand();
        Auts auts = auts(authenticate(made.vector(), array));
        var state = centre.resynchronise(functions, made.state(), rand, auts).orElseThrow();
        assertThat(state.last().seq()).isEqualTo(1000);
        var next = centre.generate(functions, state, seeded.challenge(), AMF);
        assertThat(next.state().last().seq()).isEqualTo(1001);
        success(authenticate(next.vector(), array));
    }

    @Test
    void aNetworkThatIsTooFarAheadIsResynchronised() {
        SequenceArray array = SequenceArray.fresh().with(Sqn.of(5, 0));
        var ahead = new SequenceState(Sqn.of(5 + SequenceRule.DELTA, 0), 0);
        var made = centre.generate(functions, ahead, seeded.challenge(), AMF);
        Auts auts = auts(authenticate(made.vector(), array));
        var state =
                centre.resynchronise(functions, made.state(), made.vector().rand(), auts)
                        .orElseThrow();
        var next = centre.generate(functions, state, seeded.challenge(), AMF);
        success(authenticate(next.vector(), array));
    }

    @Test
    void aRequestThatIsNoLongerTrueChangesNothing() {
        SequenceArray array = SequenceArray.fresh().with(Sqn.of(5, 1));
        var first = centre.generate(functions, SequenceState.FRESH, seeded.challenge(), AMF);
        Auts auts = auts(authenticate(first.vector(), array));
        var later = new SequenceState(Sqn.of(70, 9), 0);
        assertThat(centre.resynchronise(functions, later, first.vector().rand(), auts))
                .contains(later);
    }

    @Test
    void aForgedRequestChangesNothing() {
        var made = centre.generate(functions, SequenceState.FRESH, seeded.challenge(), AMF);
        assertThat(
                        centre.resynchronise(
                                functions,
                                made.state(),
                                made.vector().rand(),
                                Auts.read(seeded.bytes(Auts.BYTES))))
                .isEmpty();
        SequenceArray array = SequenceArray.fresh().with(Sqn.of(1000, made.state().last().ind()));
        Auts auts = auts(authenticate(made.vector(), array));
        assertThat(centre.resynchronise(functions, made.state(), seeded.challenge(), auts))
                .as("a request about another challenge")
                .isEmpty();
    }

    @Test
    void aUsimAcceptsWhatTheWindowSays() {
        var window = new Window(100, 50);
        SequenceArray array = SequenceArray.fresh().with(Sqn.of(1000, 7)).with(Sqn.of(960, 8));
        assertThat(array.highest()).isEqualTo(Sqn.of(1000, 7));
        assertThat(array.accepts(Sqn.of(1000, 7), window)).isFalse();
        assertThat(array.accepts(Sqn.of(1001, 7), window)).isTrue();
        assertThat(array.accepts(Sqn.of(1000, 9), window)).isTrue();
        assertThat(array.accepts(Sqn.of(1100, 9), window)).isTrue();
        assertThat(array.accepts(Sqn.of(1101, 9), window)).isFalse();
        assertThat(array.accepts(Sqn.of(951, 9), window)).isTrue();
        assertThat(array.accepts(Sqn.of(950, 9), window)).isFalse();
        assertThat(array.accepts(Sqn.of(960, 8), window)).isFalse();
        assertThat(array.accepts(Sqn.of(961, 8), window)).isTrue();
        assertThat(SequenceArray.fresh().accepts(new Sqn(0), window)).isFalse();
    }

    @Test
    void aClockKeepsNumbersRisingWithoutState() {
        var now = Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC);
        SequenceRule rule = SequenceRule.clocked(now, Duration.ofMillis(100));
        SequenceState first = rule.next(SequenceState.FRESH);
        assertThat(first.last()).isEqualTo(Sqn.of(10_000_000, 1));
        assertThat(rule.next(first).last()).isEqualTo(Sqn.of(10_000_001, 2));
        SequenceState ahead = rule.resynchronised(first, Sqn.of(20_000_000, 4));
        assertThat(ahead)
                .as("a USIM far ahead of the clock")
                .isEqualTo(new SequenceState(Sqn.of(20_000_000, 1), 10_000_000));
        var later = Clock.fixed(Instant.ofEpochSecond(1_000_001), ZoneOffset.UTC);
        assertThat(SequenceRule.clocked(later, Duration.ofMillis(100)).next(ahead).last().seq())
                .isEqualTo(20_000_010);
        assertThatThrownBy(() -> SequenceRule.clocked(now, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void placesGoRoundAndNumbersEnd() {
        SequenceRule rule = SequenceRule.counting();
        var last = new SequenceState(Sqn.of(Sqn.SEQ_MAX - 1, 31), 0);
        assertThat(rule.next(last).last()).isEqualTo(Sqn.of(Sqn.SEQ_MAX, 0));
        assertThatThrownBy(() -> rule.next(rule.next(last)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void valuesAreInTheirRanges() {
        assertThatThrownBy(() -> new Sqn(1L << 48)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sqn.of(Sqn.SEQ_MAX + 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sqn.of(0, 32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Autn.read(new byte[15]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Auts.read(new byte[15]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Challenge(new byte[17]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Window(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Milenage(Secret.of(new byte[24]), Secret.of(new byte[16])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOperatorMayHaveItsOwnConstants() {
        var own =
                new Constants(
                        new Constants.Pair(1, 0, 3),
                        new Constants.Pair(2, 0, 127),
                        new Constants.Pair(3, 0, 64),
                        new Constants.Pair(4, 0, 0),
                        new Constants.Pair(5, 0, 1));
        Secret k = Secret.of(new byte[16]);
        var usual = new Milenage(k, k);
        Block rand = seeded.challenge().block();
        assertThat(new Milenage(k, k, Constants.STANDARD).f2345(rand)).isEqualTo(usual.f2345(rand));
        assertThat(new Milenage(k, k, own).f2345(rand)).isNotEqualTo(usual.f2345(rand));
        var pair = new Constants.Pair(0, 0, 0);
        assertThatThrownBy(() -> new Constants(pair, pair, pair, pair, pair))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Constants(pair)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Constants.Pair(0, 0, 128))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingSecretIsInAText() {
        var made = centre.generate(functions, SequenceState.FRESH, seeded.challenge(), AMF);
        assertThat(made.vector().keys()).hasToString("session keys");
        assertThat(made.vector().rand()).hasToString("RAND");
        assertThat(made.vector().rand().block()).hasToString("block");
    }
}
