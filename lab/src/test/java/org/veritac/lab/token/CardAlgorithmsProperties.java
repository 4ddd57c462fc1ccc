// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javacard.framework.ISOException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.applets.usim.Authentication;
import org.veritac.applets.usim.Freshness;
import org.veritac.card.Secret;
import org.veritac.subscription.aka.AuthenticationCentre;
import org.veritac.subscription.aka.Auts;
import org.veritac.subscription.aka.Challenge;
import org.veritac.subscription.aka.Comp128;
import org.veritac.subscription.aka.SequenceRule;
import org.veritac.subscription.aka.SequenceState;
import org.veritac.subscription.aka.Tuak;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/// The algorithms of the applets and those of the handset, which share no code, on random keys and
/// challenges: TUAK in all lengths, and COMP128 until each entry of its tables has been looked up
/// many times.
final class CardAlgorithmsProperties {
    private static final int TUAK_RUNS = 12;
    private static final int COMP128_RUNS = 600;
    private static final int STATE_BYTES = 200;
    private static final int WORK_BYTES = 80;

    private final Random random = new Random(35_231);
    private final AuthenticationCentre centre = new AuthenticationCentre(SequenceRule.counting());

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Finds every number fresh, or none.
    private static final class Numbers implements Freshness {
        private final byte[] highest;
        private boolean fresh = true;

        Numbers(byte[] highest) {
            this.highest = highest;
        }

        @Override
        public boolean isFresh(byte[] sqn, short off) {
            return fresh;
        }

        @Override
        public void accept(byte[] sqn, short off) {
            assertThat(fresh).isTrue();
        }

        @Override
        public void highest(byte[] out, short outOff) {
            System.arraycopy(highest, 0, out, outOff, highest.length);
        }
    }

    record Shape(int k, Tuak.Lengths lengths) {
        byte code() {
            return (byte)
                    (((lengths.res() / 8) << 3)
                            | (lengths.ck() / 32) << 2
                            | (lengths.ik() / 32) << 1
                            | k / 32);
        }
    }

    static Stream<Shape> tuakIsOne() {
        return Stream.of(16, 32)
                .flatMap(k ->
                        Stream.of(4, 8, 16, 32)
                                .flatMap(res ->
                                        Stream.of(16, 32)
                                                .flatMap(ck ->
                                                        Stream.of(16, 32)
                                                                .map(ik ->
                                                                        new Shape(
                                                                                k,
                                                                                new Tuak.Lengths(
                                                                                        res, ck,
                                                                                        ik))))));
    }

    @ParameterizedTest
    @MethodSource
    void tuakIsOne(Shape shape) {
        var state = SequenceState.FRESH;
        for (int i = 0; i < TUAK_RUNS; i++) {
            byte[] keys = bytes(shape.k() + Tuak.TOPC_BYTES);
            int times = 1 + random.nextInt(3);
            var ours =
                    new Tuak(
                            Secret.of(Arrays.copyOf(keys, shape.k())),
                            Secret.of(Arrays.copyOfRange(keys, shape.k(), keys.length)),
                            shape.lengths(),
                            times);
            var card = org.veritac.applets.usim.Tuak.forSession(new byte[STATE_BYTES]);
            var numbers = new Numbers(bytes(6));
            var authentication = new Authentication(card, numbers);
            var challenge = new Challenge(bytes(Challenge.BYTES));
            var made = centre.generate(ours, state, challenge, random.nextInt(1 << 16));
            state = made.state();
            var vector = made.vector();
            byte[] in = Arrays.copyOf(challenge.bytes(), 32);
            System.arraycopy(vector.autn().bytes(), 0, in, 16, 16);

            Runnable personalise =
                    () -> {
                        card.personalise(keys, (short) 0, (short) shape.k(), shape.code());
                        card.iterate((byte) times);
                    };
            personalise.run();
            var keysOfBoth = vector.keys();
            assertThat(answer(authentication, in))
                    .isEqualTo(
                            told(keysOfBoth.res(), keysOfBoth.ck().copy(), keysOfBoth.ik().copy()));

            personalise.run();
            numbers.fresh = false;
            byte[] refused = answer(authentication, in);
            assertThat(refused).startsWith(0xDC, 0x0E).hasSize(16);
            var auts = Auts.read(Arrays.copyOfRange(refused, 2, 16));
            var next = centre.resynchronise(ours, state, challenge, auts).orElseThrow();
            assertThat(next).isNotEqualTo(state);

            personalise.run();
            byte[] out = new byte[14];
            assertThat(authentication.gsm(in, (short) 0, false, out)).isEqualTo((short) 14);
            var gsm = ours.gsm(challenge);
            assertThat(Arrays.copyOfRange(out, 1, 5)).isEqualTo(gsm.sres());
            assertThat(Arrays.copyOfRange(out, 6, 14)).isEqualTo(gsm.kc().copy());

            personalise.run();
            in[16 + random.nextInt(16)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> answer(authentication, in))
                    .isInstanceOfSatisfying(
                            ISOException.class,
                            why ->
                                    assertThat(why.getReason())
                                            .isEqualTo(Authentication.SW_INCORRECT_MAC));
        }
    }

    private static byte[] answer(Authentication authentication, byte[] in) {
        byte[] out = new byte[128];
        return Arrays.copyOf(out, authentication.umts(in, (short) 0, (short) 16, out));
    }

    private static byte[] told(byte[]... fields) {
        var out = new ByteArrayOutputStream();
        out.write(0xDB);
        for (byte[] field : fields) {
            out.write(field.length);
            out.writeBytes(field);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void comp128IsOne(Comp128.Version version) {
        var card = org.veritac.applets.usim.Comp128.forSession(new byte[WORK_BYTES]);
        for (int i = 0; i < COMP128_RUNS; i++) {
            byte[] ki = bytes(Comp128.KEY_BYTES);
            byte[] rand = bytes(Challenge.BYTES);
            byte[] out = new byte[12];
            card.personalise(ki, (short) 0, (byte) version.number());
            card.begin(rand, (short) 0);
            card.answer(out, (short) 0);
            var gsm = new Comp128(version, Secret.of(ki)).gsm(new Challenge(rand));
            assertThat(Arrays.copyOf(out, 4)).isEqualTo(gsm.sres());
            assertThat(Arrays.copyOfRange(out, 4, 12)).isEqualTo(gsm.kc().copy());
        }
    }
}
