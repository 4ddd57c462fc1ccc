// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SemiOctetsTest {

    @Test
    void readsOnlyFillerAsNothing() {
        assertThat(SemiOctets.read(new byte[] {-1, -1, -1})).contains("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4901542032375X", "+49", "٤٩"})
    void writesOnlyDigits(String text) {
        assertThatThrownBy(() -> SemiOctets.write(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
