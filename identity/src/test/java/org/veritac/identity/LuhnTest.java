// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LuhnTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "8", "49015420323751X", "４９015420323751８", "490154203237519"})
    void doesNotHoldForOtherText(String text) {
        assertThat(Luhn.holds(text)).isFalse();
    }

    @Test
    void isNotComputedOfOtherText() {
        assertThatThrownBy(() -> Luhn.checkDigit("4901542032375X"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofNothingIsZero() {
        assertThat(Luhn.checkDigit("")).isZero();
    }
}
