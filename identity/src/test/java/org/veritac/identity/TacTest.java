// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TacTest {

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "00100100", "49015420", "99999999"})
    void readsWhatItWrites(String digits) {
        assertThat(Tac.of(digits).digits()).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4901542", "490154203", "4901542X", "٤٩٠١٥٤٢٠", " 9015420"})
    void refusesWhatIsNotEightDigits(String text) {
        assertThat(Tac.ifValid(text)).isEmpty();
        assertThatThrownBy(() -> Tac.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 100_000_000})
    void refusesAValueOfNotEightDigits(int value) {
        assertThatThrownBy(() -> new Tac(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sortsByDigits() {
        assertThat(Tac.of("00999999")).isLessThan(Tac.of("10000000"));
    }

    @Test
    void isAModelAndShownWhole() {
        assertThat(Tac.of("00100100")).hasToString("00100100");
    }
}
