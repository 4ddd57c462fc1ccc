// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IccidTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "89",
                "89290123456789012",
                "892901234567890123456",
                "7929901012345678905",
                "8829901012345678905",
                "892990101234567890F",
                "８９29901012345678905",
            })
    void refusesWhatIsNotOne(String text) {
        assertThat(Iccid.ifValid(text)).isEmpty();
        assertThatThrownBy(() -> Iccid.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void masksTheAccount() {
        assertThat(Iccid.ifValid("8929901012345678905"))
                .hasValueSatisfying(iccid -> assertThat(iccid).hasToString("8929901************"));
    }
}
