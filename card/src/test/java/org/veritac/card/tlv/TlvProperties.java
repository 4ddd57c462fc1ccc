// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.tlv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.card.trial.Seeded;

import java.util.stream.LongStream;

final class TlvProperties {
    static LongStream seeds() {
        return Seeded.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBackWhatItWrote(long seed) {
        var seeded = new Seeded(seed);
        for (int i = 0; i < 50; i++) {
            TlvList items = seeded.tlvs(4);
            assertThat(TlvReader.read(items.bytes())).isEqualTo(new TlvReader.Reading.Whole(items));
            assertThat(items).hasSameHashCodeAs(items.first(items.size()));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsOnlyTheOneEncodingOfAValue(long seed) {
        var seeded = new Seeded(seed);
        for (int i = 0; i < 200; i++) {
            byte[] bytes =
                    i % 4 == 0
                            ? seeded.bytes(seeded.between(0, 40))
                            : seeded.spoiled(seeded.tlvs(4).bytes());
            if (TlvReader.read(bytes) instanceof TlvReader.Reading.Whole(var items)) {
                assertThat(items.bytes()).isEqualTo(bytes);
            }
        }
    }
}
