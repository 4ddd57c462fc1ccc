// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.identity.trial.VectorFile.Case;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// What holds for every item, and for everything that was changed on the way.
final class UsatProperties {
    private static final int ROUNDS = 40;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itemsThatAreWrittenAreRead(long seed) {
        var random = new Random(seed);
        var items = new ArrayList<Item>();
        for (int i = random.nextInt(Items.COUNT_MAX); i > 0; i--) {
            int tag =
                    random.nextInt(4) == 0 ? random.nextInt(0x80, 0x8000) : random.nextInt(1, 0x7F);
            byte[] value = new byte[random.nextInt(300)];
            random.nextBytes(value);
            items.add(new Item(tag, random.nextBoolean(), Bytes.of(value)));
        }
        Items read = Items.read(Bytes.of(Items.of(items).bytes()));
        assertThat(read == null ? List.of() : read.list()).isEqualTo(items);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readingAnythingNeverThrows(long seed) {
        var random = new Random(seed);
        var cases = new ArrayList<Case>(UsatVectors.commands());
        cases.addAll(UsatVectors.responses());
        cases.addAll(UsatVectors.envelopes());
        for (int i = 0; i < ROUNDS; i++) {
            byte[] data = cases.get(random.nextInt(cases.size())).bytes("data");
            data[random.nextInt(data.length)] = (byte) random.nextInt(256);
            UsatFuzz.readAgain(data);
            UsatFuzz.readAgain(Arrays.copyOf(data, random.nextInt(data.length + 4)));
        }
    }
}
