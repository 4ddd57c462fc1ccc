// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImeiTest {
    private static final Imei PHONE = Imei.of("490154203237518");

    @Test
    void isMadeOfModelAndSerialNumber() {
        assertThat(PHONE.tac()).isEqualTo(Tac.of("49015420"));
        assertThat(PHONE.serial()).isEqualTo(323_751);
        assertThat(new Imei(PHONE.tac(), PHONE.serial())).isEqualTo(PHONE);
    }

    @Test
    void keepsLeadingZeros() {
        assertThat(new Imei(Tac.of("00100100"), 7).digits()).isEqualTo("00100100000007");
    }

    @Test
    void hasKeysFromZeroToTheHighest() {
        assertThat(new Imei(0).digits()).isEqualTo("00000000000000");
        assertThat(new Imei(Imei.KEY_MAX).digits()).isEqualTo("99999999999999");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Imei.KEY_MAX + 1, Long.MIN_VALUE, Long.MAX_VALUE})
    void refusesAKeyOfNotFourteenDigits(long key) {
        assertThatThrownBy(() -> new Imei(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1_000_000})
    void refusesASerialNumberOfNotSixDigits(int serial) {
        var tac = Tac.of("49015420");
        assertThatThrownBy(() -> new Imei(tac, serial))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheHighestSerialNumber() {
        assertThat(new Imei(Tac.of("49015420"), 999_999).digits()).isEqualTo("49015420999999");
    }

    @Test
    void doesNotRepeatABadLiteral() {
        assertThatThrownBy(() -> Imei.of("49015420323751X"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("4901");
    }

    @Test
    void knowsAllZeros() {
        assertThat(Imei.of("000000000000000").isAllZeros()).isTrue();
        assertThat(Imei.of("00000000000001").isAllZeros()).isFalse();
    }

    @Test
    void sortsByDigits() {
        assertThat(Imei.of("00000000000001")).isLessThan(Imei.of("10000000000000"));
    }

    @Test
    void masksTheSerialNumber() {
        assertThat(PHONE).hasToString("49015420******");
    }
}
