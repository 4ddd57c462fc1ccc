// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MsisdnTest {

    @Test
    void isTheSameWithAndWithoutPlus() {
        assertThat(Msisdn.of("+491701234567")).isEqualTo(Msisdn.of("491701234567"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "123456789012345"})
    void hasFiveToFifteenDigits(String text) {
        assertThat(Msisdn.of(text).digits()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "1234",
                "1234567890123456",
                "++491701234",
                "49 170 1234567",
                "٤٩١٧٠"
            })
    void refusesOtherText(String text) {
        assertThat(Msisdn.ifValid(text)).isEmpty();
        assertThatThrownBy(() -> Msisdn.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNotMadeWithAPlus() {
        assertThatThrownBy(() -> new Msisdn("+491701234567"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void masksTheSubscriber() {
        assertThat(Msisdn.of("491701234567")).hasToString("491*********");
    }
}
