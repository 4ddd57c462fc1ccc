// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

class ReceiptTest {
    @ParameterizedTest
    @EnumSource
    void isReadAsItIsWritten(MessageState state) {
        var receipt = new Receipt("00ab", state);

        assertThat(Receipt.read(receipt.write(Bench.NOW, Bench.NOW))).contains(receipt);
    }

    @Test
    void hasTheFormOfAppendixB() {
        assertThat(
                        new String(
                                new Receipt("7", MessageState.DELIVERED)
                                        .write(Bench.NOW, Bench.NOW),
                                StandardCharsets.US_ASCII))
                .isEqualTo(
                        "id:7 sub:001 dlvrd:001 submit date:2603040506 done date:2603040506"
                                + " stat:DELIVRD err:000 text:");
    }

    @Test
    void whatIsNoReceiptIsNone() {
        for (String text :
                new String[] {"", "id:", "id:1 stat:", "stat:DELIVRD", "id:1 stat:ABC"}) {
            assertThat(Receipt.read(text.getBytes(StandardCharsets.US_ASCII))).as(text).isEmpty();
        }
        String longest = "id:1 stat:DELIVRD" + " ".repeat(237);
        assertThat(Receipt.read(longest.getBytes(StandardCharsets.US_ASCII))).isPresent();
        assertThat(Receipt.read((longest + " ").getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    @Test
    void periodsAreReadAsTheyAreWritten() {
        var period = Duration.ofDays(3).plusHours(4).plusMinutes(5).plusSeconds(6);

        assertThat(Wire.period(period)).isEqualTo("000003040506000R");
        assertThat(Wire.period("000003040506000R")).contains(period);
        assertThat(Wire.period(Duration.ofDays(1000))).isEqualTo("000099000000000R");
        assertThat(Wire.period("260304050607000+")).isEmpty();
        assertThat(Wire.period("0000x3040506000R")).isEmpty();
        assertThat(Wire.period("")).isEmpty();
    }
}
