// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WhereTest {
    @Test
    void readsNamesAndAddresses() {
        assertThat(Where.ifValid("dra.example.org:3868"))
                .contains(new Where("dra.example.org", 3868));
        assertThat(Where.ifValid("[::1]:0")).contains(new Where("::1", 0));
        assertThat(new Where("::1", 65_535).text()).isEqualTo("[::1]:65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "a", "a:", ":1", "a:65536", "a:-1", "::1:80", "a b:1", "[x]:1"})
    void refusesOtherText(String text) {
        assertThat(Where.ifValid(text)).isEmpty();
    }
}
