// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.veritac.register.files.Flaw;

final class FlawsTest {
    @ParameterizedTest
    @EnumSource(Flaw.class)
    void saysEachInOneLine(Flaw flaw) {
        assertThat(Flaws.text(flaw)).isNotBlank().doesNotContain("\n");
    }
}
