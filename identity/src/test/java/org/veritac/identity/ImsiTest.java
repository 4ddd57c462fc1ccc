// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImsiTest {

    @ParameterizedTest
    @ValueSource(strings = {"001010", "262011234567890", "999999999999999", "000000"})
    void readsWhatItWrites(String digits) {
        assertThat(Imsi.of(digits).digits()).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "26201", "2620112345678901", "26201123456789F", "imsi-26201", "２６２０１１"})
    void refusesWhatIsNotSixToFifteenDigits(String text) {
        assertThat(Imsi.ifValid(text)).isEmpty();
        assertThatThrownBy(() -> Imsi.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1,5", "1,16", "-1,15", "1000000,6", "1000000000000000,15"})
    void refusesAValueThatDoesNotFitItsLength(long value, int length) {
        assertThatThrownBy(() -> new Imsi(value, length))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 5_000_000_000_000_000L, 16_000_000_000_000_000L, Long.MAX_VALUE})
    void refusesAKeyOfNoImsi(long key) {
        assertThatThrownBy(() -> Imsi.ofKey(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsLengthsApart() {
        assertThat(Imsi.of("0010100")).isNotEqualTo(Imsi.of("001010"));
        assertThat(Imsi.of("0010100").key()).isNotEqualTo(Imsi.of("001010").key());
        assertThat(Imsi.of("999999")).isLessThan(Imsi.of("0000000"));
    }

    @Test
    void fillsUpToFifteenDigits() {
        assertThat(Imsi.of("262011").padded()).isEqualTo(262_011_000_000_000L);
        assertThat(Imsi.of("262011234567890").padded()).isEqualTo(262_011_234_567_890L);
    }

    @Test
    void masksTheSubscriber() {
        assertThat(Imsi.of("262011234567890")).hasToString("26201**********");
        assertThat(Imsi.of("262019")).hasToString("26201*");
    }
}
