// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.Secret;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

final class AlgorithmTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Secret KEY = Secret.of(HEX.parseHex("000102030405060708090a0b0c0d0e0f"));
    private static final Secret TOPC = Secret.of(new byte[32]);
    private static final Challenge RAND = new Challenge(new byte[16]);

    static Stream<Functions> functions() {
        return Stream.of(
                new Milenage(KEY, KEY),
                new Tuak(KEY, TOPC, Tuak.Lengths.STANDARD, 1),
                new Tuak(Secret.of(new byte[32]), TOPC, new Tuak.Lengths(16, 32, 32), 3),
                new Xor(KEY, 16),
                new Xor(KEY, 8));
    }

    static Stream<Algorithm> algorithms() {
        return Stream.concat(
                functions(), Arrays.stream(Comp128.Version.values()).map(v -> new Comp128(v, KEY)));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aNetworkAndAUsimAgreeByAnyAlgorithm(Functions functions) {
        var centre = new AuthenticationCentre(SequenceRule.counting());
        var usim = new Usim(functions, SequenceArray.Window.STANDARD);
        var made = centre.generate(functions, SequenceState.FRESH, RAND, 0x8000);
        var first = usim.authenticate(RAND, made.vector().autn(), SequenceArray.fresh());
        assertThat(first)
                .isEqualTo(
                        new Authentication.Success(
                                made.vector().keys(),
                                SequenceArray.fresh().with(made.state().last())));
        SequenceArray ahead = SequenceArray.fresh().with(Sqn.of(1000, made.state().last().ind()));
        var second = usim.authenticate(RAND, made.vector().autn(), ahead);
        assertThat(second).isInstanceOf(Authentication.SynchronisationFailure.class);
        if (second instanceof Authentication.SynchronisationFailure(Auts auts)) {
            assertThat(centre.resynchronise(functions, made.state(), RAND, auts))
                    .map(state -> state.last().seq())
                    .contains(1000L);
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void nothingIsAnsweredAfterItWasWiped(Algorithm algorithm) {
        assertThat(algorithm.gsm(RAND)).isEqualTo(algorithm.gsm(RAND)).hasToString("GSM keys");
        algorithm.close();
        algorithm.close();
        assertThatThrownBy(() -> algorithm.gsm(RAND)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void milenageNeedsNothingButABlockCipher() {
        var known = new Milenage(KEY, KEY);
        int[] calls = {0};
        BlockCipher module =
                block -> {
                    calls[0]++;
                    return aes(block);
                };
        assertThat(Milenage.opc(module, KEY).matches(Milenage.opc(KEY, KEY).copy())).isTrue();
        calls[0] = 0;
        var elsewhere = new Milenage(module, KEY, Constants.STANDARD);
        Block rand = RAND.block();
        assertThat(elsewhere.f2345(rand)).isEqualTo(known.f2345(rand));
        assertThat(calls[0]).isEqualTo(4);
        assertThat(elsewhere.f1(rand, new Sqn(1), 2)).isEqualTo(known.f1(rand, new Sqn(1), 2));
        assertThat(calls[0]).as("six blocks an authentication").isEqualTo(6);
    }

    private static byte[] aes(byte[] block) {
        try {
            var cipher = javax.crypto.Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(
                    javax.crypto.Cipher.ENCRYPT_MODE,
                    new javax.crypto.spec.SecretKeySpec(KEY.copy(), "AES"));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// TS 34.108, clause 8.1.2, by construction: the key is all the numbers from 0, RAND is zero.
    @Test
    void theTestAlgorithmCutsItsAnswersOutOfKeyXorChallenge() {
        var functions = new Xor(KEY, 16);
        var derived = functions.f2345(RAND.block());
        assertThat(derived.keys())
                .isEqualTo(
                        new SessionKeys(
                                HEX.parseHex("000102030405060708090a0b0c0d0e0f"),
                                HEX.parseHex("0102030405060708090a0b0c0d0e0f00"),
                                HEX.parseHex("02030405060708090a0b0c0d0e0f0001")));
        assertThat(derived.ak()).isEqualTo(0x030405060708L);
        assertThat(functions.f1(RAND.block(), new Sqn(0x111111111111L), 0x2222).macA())
                .isEqualTo(0x0001020304050607L ^ 0x1111111111112222L);
        assertThat(new Xor(KEY, 4).f2345(RAND.block()).keys().res()).hasSize(4);
    }

    @Test
    void aSystemSimulatorProvokesResynchronisationByItsAmf() {
        var usim = new Usim(new Xor(KEY, 16), SequenceArray.Window.STANDARD);
        var vector =
                AuthenticationCentre.vector(new Xor(KEY, 16), Sqn.of(1, 1), RAND, Xor.AMF_RESYNCH);
        assertThat(usim.authenticate(RAND, vector.autn(), SequenceArray.fresh()))
                .isInstanceOf(Authentication.SynchronisationFailure.class);
        var milenage = new Milenage(KEY, KEY);
        var other = AuthenticationCentre.vector(milenage, Sqn.of(1, 1), RAND, Xor.AMF_RESYNCH);
        assertThat(
                        new Usim(milenage, SequenceArray.Window.STANDARD)
                                .authenticate(RAND, other.autn(), SequenceArray.fresh()))
                .isInstanceOf(Authentication.Success.class);
    }

    /// The JDK's SHA-3 stands on the same permutation, which it does not show.
    @Test
    void thePermutationIsThatOfSha3() throws Exception {
        byte[] text = "Keccak".getBytes(US_ASCII);
        byte[] state = Arrays.copyOf(text, Keccak.STATE_BYTES);
        state[text.length] = 0x06;
        state[135] = (byte) 0x80;
        Keccak.permute(state);
        assertThat(Arrays.copyOf(state, 32))
                .isEqualTo(MessageDigest.getInstance("SHA3-256").digest(text));
    }

    @Test
    void keysOfOtherLengthsAreRefused() {
        Secret odd = Secret.of(new byte[17]);
        assertThatThrownBy(() -> new Comp128(Comp128.Version.ONE, odd))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Xor(odd, 16)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Xor(KEY, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Xor(KEY, 17)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tuak(odd, TOPC, Tuak.Lengths.STANDARD, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tuak(KEY, odd, Tuak.Lengths.STANDARD, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tuak.topc(KEY, TOPC, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Tuak.topc(KEY, TOPC, Tuak.ITERATIONS_MAX).length()).isEqualTo(32);
        assertThatThrownBy(() -> Tuak.topc(KEY, TOPC, Tuak.ITERATIONS_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tuak.Lengths(12, 16, 16))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tuak.Lengths(8, 24, 16))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tablesOfComp128AreWhatTheyShouldBe() {
        for (int level = 0; level < 5; level++) {
            int[] table = Comp128Tables.first(level);
            assertThat(table).hasSize(512 >> level);
            assertThat(Arrays.stream(table).distinct().count()).isEqualTo(256 >> level);
        }
        assertThat(Arrays.stream(Comp128Tables.inner()).distinct().count()).isEqualTo(256);
        assertThat(Arrays.stream(Comp128Tables.outer()).distinct().count()).isEqualTo(256);
    }
}
