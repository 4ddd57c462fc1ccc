// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImeisvTest {
    private static final Imei PHONE = Imei.of("49015420323751");

    @Test
    void writesSixteenDigits() {
        assertThat(new Imeisv(PHONE, 0).digits()).isEqualTo("4901542032375100");
        assertThat(new Imeisv(PHONE, 99).digits()).isEqualTo("4901542032375199");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 100})
    void refusesAVersionOfNotTwoDigits(int svn) {
        assertThatThrownBy(() -> new Imeisv(PHONE, svn))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"49015420323751", "490154203237518", "imei-490154203237518"})
    void isNotReadFromAnIdentityWithoutVersion(String text) {
        assertThat(Imeisv.ifValid(text)).isEmpty();
        assertThatThrownBy(() -> Imeisv.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void masksTheSerialNumber() {
        assertThat(new Imeisv(PHONE, 7)).hasToString("49015420******/07");
    }
}
