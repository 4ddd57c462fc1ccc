// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImsiRangeTest {

    @ParameterizedTest
    @CsvSource({
        "26201, 26201",
        "262011234567890, 262011234567890",
        "26201-26202, 26201-26202",
        "26200-26209, 2620",
        "0-9, 0-9",
        "000000000000000-999999999999999, 0-9",
        "262010000000000-262019999999999, 26201",
        "262010000000000-262010000000001, 262010000000000-262010000000001",
        "26201-26201, 26201",
    })
    void writesTheShortestTextThatReadsTheSame(String text, String written) {
        ImsiRange range = ImsiRange.of(text);
        assertThat(range.digits()).isEqualTo(written);
        assertThat(ImsiRange.of(written)).isEqualTo(range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "26201-",
                "-26201",
                "26202-26201",
                "26201-262019",
                "2620112345678901",
                "26201-26202-26203",
                "2620x",
                "２６２０１",
            })
    void refusesWhatIsNeitherPrefixNorRange(String text) {
        assertThat(ImsiRange.ifValid(text)).isEmpty();
        assertThatThrownBy(() -> ImsiRange.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1,5", "5,4", "0,1000000000000000"})
    void refusesBoundsThatAreNoRange(long from, long to) {
        assertThatThrownBy(() -> new ImsiRange(from, to))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "26201, 262010000000000, true",
        "26201, 262019999999999, true",
        "26201, 262009999999999, false",
        "26201, 262020000000000, false",
        "26201, 262011, true",
        "262011234567890, 262011234567890, true",
        "262011234567890, 262011234567891, false",
    })
    void holdsItsFirstAndLast(String range, String imsi, boolean contained) {
        assertThat(ImsiRange.of(range).contains(Imsi.of(imsi))).isEqualTo(contained);
    }

    @Test
    void masksSubscribers() {
        assertThat(ImsiRange.of("262011234567890")).hasToString("26201**********-26201**********");
    }
}
