// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HashSet;

final class ImeiReadingTest {
    private static final Imei PHONE = Imei.of("49015420323751");

    @Test
    void readsNothingAsNull() {
        assertThat(ImeiReading.of(null)).isEqualTo(new ImeiReading.Malformed(ImeiFlaw.NULL));
    }

    @Test
    void readsTextThatIsNotAString() {
        assertThat(ImeiReading.of(CharBuffer.wrap("imei-490154203237518")))
                .isEqualTo(new ImeiReading.Whole(PHONE, 8, ImeiReading.ABSENT));
    }

    @Test
    void saysTooLongOfSixteenMillionDigits() {
        assertThat(ImeiReading.of("1".repeat(1 << 24)))
                .isEqualTo(new ImeiReading.Malformed(ImeiFlaw.TOO_LONG));
    }

    @ParameterizedTest
    @CsvSource({"-2,-1", "10,-1", "-1,-2", "-1,100", "0,0", "9,99"})
    void hasOneDigitOrAVersionBehindTheDevice(int fifteenth, int svn) {
        assertThatThrownBy(() -> new ImeiReading.Whole(PHONE, fifteenth, svn))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNoSerialNumber() {
        assertThat(ImeiReading.of("490154203237518").toString()).doesNotContain("323751");
    }

    @Test
    void namesEachFlawInItsOwnWords() {
        var texts = Arrays.stream(ImeiFlaw.values()).map(ImeiFlaw::text).toList();
        assertThat(new HashSet<>(texts)).hasSameSizeAs(texts).noneMatch(String::isBlank);
    }
}
