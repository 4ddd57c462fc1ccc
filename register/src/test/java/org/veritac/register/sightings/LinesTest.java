// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.sightings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.Msisdn;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.FindingKind;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

final class LinesTest {
    private static final Imei DEVICE = Imei.of("00440112345678");
    private static final long NOON = Instant.parse("2026-07-01T12:00:00Z").toEpochMilli();
    private static final Decision WHITE = new Decision(Verdict.WHITE, Reason.NONE, null, 0, 1);

    private static String text(Lines lines) {
        return StandardCharsets.US_ASCII.decode(lines.read()).toString();
    }

    private static String line(EquipmentCheck check, Decision decision) {
        var lines = new Lines();
        lines.add(NOON, check, decision);
        return text(lines);
    }

    @Test
    void writesAllThatACheckKnows() {
        var check =
                new EquipmentCheck(
                        DEVICE, 7, Imsi.of("001010123456789"), Msisdn.of("4912345678"), "alpha");
        var black = new Decision(Verdict.BLACK, Reason.NON_PAYMENT, FindingKind.TAC, 1, 9);
        assertThat(line(check, black))
                .isEqualTo(
                        "2026-07-01T12:00:00.000Z,00440112345678,07,001010123456789,4912345678,"
                                + ",,,,,,alpha,BLACK,non-payment\n");
    }

    @Test
    void leavesEmptyWhatItDoesNot() {
        assertThat(line(EquipmentCheck.of(DEVICE), WHITE))
                .isEqualTo("2026-07-01T12:00:00.000Z,00440112345678,,,,,,,,,,,WHITE,none\n");
    }

    @Test
    void hasAsManyFieldsAsTheHeaderHasColumns() {
        assertThat(line(EquipmentCheck.of(DEVICE), WHITE).split(",", -1))
                .hasSameSizeAs(Lines.HEADER.split(",", -1))
                .hasSize(14);
    }

    @Test
    void keepsLeadingZerosOfASubscriberAndEachMillisecond() {
        var lines = new Lines();
        var check = EquipmentCheck.of(DEVICE, Imsi.of("001010"));
        lines.add(NOON + 7, check, WHITE);
        lines.add(NOON + 61_999, check, WHITE);
        assertThat(text(lines))
                .isEqualTo(
                        """
                        2026-07-01T12:00:00.007Z,00440112345678,,001010,,,,,,,,,WHITE,none
                        2026-07-01T12:01:01.999Z,00440112345678,,001010,,,,,,,,,WHITE,none
                        """);
    }

    @Test
    void takesTheHarmOutOfAnAskersName() {
        assertThat(line(EquipmentCheck.of(DEVICE).by("a,\"b\n\u00e9"), WHITE))
                .contains(",a??b??,WHITE");
    }

    @Test
    void cutsAnAskersNameAtItsMaximum() {
        String most = "a".repeat(Lines.ASKER_MAX);
        assertThat(line(EquipmentCheck.of(DEVICE).by(most), WHITE)).contains("," + most + ",");
        assertThat(line(EquipmentCheck.of(DEVICE).by(most + "b"), WHITE))
                .contains("," + most + ",");
    }

    @Test
    void takesNoLineOfAnotherDay() {
        var lines = new Lines();
        assertThat(lines.takes(NOON)).isTrue();
        lines.add(NOON, EquipmentCheck.of(DEVICE), WHITE);
        assertThat(lines.takes(NOON + 43_199_999)).isTrue();
        assertThat(lines.takes(NOON + 43_200_000)).isFalse();
        lines.clear();
        assertThat(lines.takes(NOON + 43_200_000)).isTrue();
    }

    @Test
    void fillsItsBytesWithTheLongestLinesAndTakesNotOneMore() {
        var longest =
                new EquipmentCheck(
                        DEVICE,
                        99,
                        Imsi.of("999999999999999"),
                        Msisdn.of("999999999999999"),
                        "x".repeat(Lines.ASKER_MAX));
        var decision = new Decision(Verdict.UNKNOWN, Reason.UNALLOCATED_TAC, null, 0, 1);
        var lines = new Lines();
        int count = 0;
        while (lines.takes(NOON)) {
            lines.add(NOON, longest, decision);
            count++;
        }
        assertThat(lines.count()).isEqualTo(count);
        assertThat(lines.read().remaining())
                .isLessThanOrEqualTo(Lines.BYTES_MAX)
                .isGreaterThan(Lines.BYTES_MAX - 512);
    }
}
