// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;

/// What holds for every subscriber and every challenge.
final class AkaProperties {
    private static final int ROUNDS = 100;

    /// Vectors are used late, out of order, twice or never, and the home network forgets its state:
    /// no number is ever accepted twice, and after one resynchronisation the next vector is
    /// accepted.
    @ParameterizedTest
    @MethodSource("org.veritac.subscription.aka.Seeded#seeds")
    void aUsimAndItsNetworkAlwaysFindTogether(long seed) {
        var seeded = new Seeded(seed);
        Milenage functions = seeded.functions();
        var usim = new Usim(functions, SequenceArray.Window.STANDARD);
        var centre = new AuthenticationCentre(SequenceRule.counting());
        SequenceArray array = SequenceArray.fresh();
        SequenceState state = SequenceState.FRESH;
        Set<Sqn> accepted = new HashSet<>();
        for (int i = 0; i < ROUNDS; i++) {
            if (seeded.below(10) == 0) {
                state = SequenceState.FRESH;
            }
            var made = centre.generate(functions, state, seeded.challenge(), 0);
            state = made.state();
            if (seeded.below(3) == 0) {
                continue;
            }
            Challenge rand = made.vector().rand();
            switch (usim.authenticate(rand, made.vector().autn(), array)) {
                case Authentication.Success(SessionKeys keys, SequenceArray after) -> {
                    assertThat(keys).isEqualTo(made.vector().keys());
                    assertThat(accepted.add(state.last())).as("accepted once").isTrue();
                    array = after;
                }
                case Authentication.SynchronisationFailure(Auts auts) -> {
                    state = centre.resynchronise(functions, state, rand, auts).orElseThrow();
                    made = centre.generate(functions, state, seeded.challenge(), 0);
                    state = made.state();
                    var again =
                            usim.authenticate(made.vector().rand(), made.vector().autn(), array);
                    assertThat(again).isInstanceOf(Authentication.Success.class);
                    accepted.add(state.last());
                    if (again instanceof Authentication.Success success) {
                        array = success.array();
                    }
                }
                case Authentication.MacFailure() -> throw new AssertionError("own keys");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.aka.Seeded#seeds")
    void tokensAreTheSameBytesAgain(long seed) {
        var seeded = new Seeded(seed);
        byte[] autn = seeded.bytes(Autn.BYTES);
        assertThat(Autn.read(autn).bytes()).isEqualTo(autn);
        byte[] auts = seeded.bytes(Auts.BYTES);
        assertThat(Auts.read(auts).bytes()).isEqualTo(auts);
        Sqn sqn = seeded.sqn();
        assertThat(Sqn.of(sqn.seq(), sqn.ind())).isEqualTo(sqn);
    }

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.aka.Seeded#seeds")
    void rotationIsThatOfABigNumber(long seed) {
        var seeded = new Seeded(seed);
        byte[] bytes = seeded.bytes(16);
        int bits = seeded.below(128);
        var number = new BigInteger(1, bytes);
        BigInteger rotated =
                number.shiftLeft(bits)
                        .or(number.shiftRight(128 - bits))
                        .mod(BigInteger.TWO.pow(128));
        assertThat(new BigInteger(1, Block.of(bytes).rotated(bits).bytes())).isEqualTo(rotated);
    }

    @ParameterizedTest
    @MethodSource("org.veritac.subscription.aka.Seeded#seeds")
    void noChangedTokenIsBelieved(long seed) {
        var seeded = new Seeded(seed);
        Milenage functions = seeded.functions();
        var usim = new Usim(functions, SequenceArray.Window.STANDARD);
        var vector =
                AuthenticationCentre.vector(functions, Sqn.of(1, 1), seeded.challenge(), 0x8000);
        byte[] autn = vector.autn().bytes();
        autn[seeded.below(16)] ^= (byte) (1 << seeded.below(8));
        assertThat(usim.authenticate(vector.rand(), Autn.read(autn), SequenceArray.fresh()))
                .isEqualTo(new Authentication.MacFailure());
    }
}
