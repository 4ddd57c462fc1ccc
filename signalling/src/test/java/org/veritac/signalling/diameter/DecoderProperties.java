// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;

/// Whatever arrives, the decoder says what it is.
final class DecoderProperties {
    private static final int ROUNDS = 20_000;

    private final Decoder decoder = new Decoder(Echo.DICTIONARY);
    private final Answers answers = new Answers(Nodes.IDENTITY);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyOctetsAreMessageOrRefusal(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] octets = new byte[Header.LENGTH + random.nextInt(200)];
            random.nextBytes(octets);
            read(octets);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSpoiledMessageIsMessageOrRefusal(long seed) {
        var random = new Random(seed);
        byte[] sound =
                Echo.request("peer.example.net")
                        .with("Load", new byte[5])
                        .group("Nest", Draft.written(w -> w.avp(Echo.DICTIONARY.avp("Number"), 1)))
                        .octets();
        for (int i = 0; i < ROUNDS; i++) {
            byte[] octets = Arrays.copyOf(sound, sound.length);
            for (int spots = random.nextInt(4); spots >= 0; spots--) {
                octets[4 + random.nextInt(octets.length - 4)] = (byte) random.nextInt();
            }
            read(octets);
        }
    }

    private void read(byte[] octets) {
        var out = new Writer();
        switch (decoder.decode(octets, 0, octets.length)) {
            case Decoded.Whole(Message message) ->
                    answers.write(out, message, Answer.success(_ -> {}), false);
            case Decoded.Refused(Refusal refusal) -> answers.write(out, refusal, true);
        }
        assertThat(out.size() % 4).isZero();
    }
}
