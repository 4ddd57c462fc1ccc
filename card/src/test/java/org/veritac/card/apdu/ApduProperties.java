// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.trial.Seeded;

import java.util.stream.LongStream;

final class ApduProperties {
    static LongStream seeds() {
        return Seeded.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBackWhatItWrote(long seed) {
        var seeded = new Seeded(seed);
        for (int i = 0; i < 100; i++) {
            var command = seeded.command();
            assertThat(CommandApdu.read(command.bytes()))
                    .isEqualTo(new CommandApdu.Reading.Whole(command))
                    .hasSameHashCodeAs(new CommandApdu.Reading.Whole(command));
            var response =
                    ResponseApdu.of(
                            seeded.bytes(seeded.between(0, 300)),
                            new StatusWord(seeded.between(0, 0xFFFF)));
            assertThat(ResponseApdu.read(response.bytes()))
                    .isEqualTo(new ResponseApdu.Reading.Whole(response))
                    .hasSameHashCodeAs(new ResponseApdu.Reading.Whole(response));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsForeignBytesOrSaysWhatIsWrong(long seed) {
        var seeded = new Seeded(seed);
        for (int i = 0; i < 200; i++) {
            byte[] bytes =
                    i % 2 == 0
                            ? seeded.bytes(seeded.between(0, 40))
                            : seeded.spoiled(seeded.command().bytes());
            if (CommandApdu.read(bytes) instanceof CommandApdu.Reading.Whole(var command)) {
                assertThat(command.bytes()).isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void joinsWhatItSplit(long seed) {
        var seeded = new Seeded(seed);
        var command = seeded.command();
        command = command.withClass(command.cla() & ~Chaining.MORE).expectingAny();
        Chaining.Step step = new Chaining.Step.More();
        var joining = new Chaining.Joining();
        for (CommandApdu link : Chaining.split(command, seeded.between(1, 255))) {
            assertThat(link.isExtended()).isFalse();
            step = joining.on(link);
        }
        assertThat(step).isInstanceOf(Chaining.Step.Whole.class);
        assertThat(((Chaining.Step.Whole) step).command().data()).isEqualTo(command.data());
    }
}
