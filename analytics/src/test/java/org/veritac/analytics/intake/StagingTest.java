// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// However often rows are spilled, they become the same as in a map.
class StagingTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 100_000})
    void rowsBecomeWhatIsDistinct(int entriesMax) throws IOException {
        int first = (int) LocalDate.of(2026, 1, 30).toEpochDay();
        int last = (int) LocalDate.of(2026, 3, 2).toEpochDay();
        Map<List<Object>, Long> days =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        Random random = new Random(3);
        try (Country country = new Country(folder);
                Staging staging = new Staging(country.store(), entriesMax, first, last)) {
            UsageRow row = new UsageRow();
            for (int i = 0; i < (entriesMax == 10 ? 300 : 20_000); i++) {
                int day = first + random.nextInt(last - first + 1);
                staging.day(row, day);
                row.device = random.nextInt(10) == 0 ? Identities.ABSENT : random.nextInt(50);
                row.imsi = random.nextInt(9) - 1;
                row.msisdn = random.nextInt(4) - 1;
                row.rats = 1 << random.nextInt(3);
                staging.add(row);
                List<Object> key =
                        List.of(
                                Dates.month(day),
                                row.device == Identities.ABSENT ? "null" : row.device,
                                row.imsi < 0 ? "null" : row.imsi,
                                row.msisdn < 0 ? "null" : row.msisdn);
                days.merge(key, 1L << Dates.bit(day), (a, b) -> a | b);
            }
            staging.finish();

            List<String> wanted = new ArrayList<>();
            days.forEach((key, mask) -> wanted.add(text(key) + "," + mask));
            assertThat(country.rows("SELECT month, device, imsi, msisdn, \"days\" FROM fresh"))
                    .containsExactlyInAnyOrderElementsOf(wanted);
            assertThat(
                            country.rows(
                                    "SELECT min(first_day), max(last_day), count(*) FROM"
                                            + " fresh_devices"))
                    .containsExactly(
                            first
                                    + ","
                                    + last
                                    + ","
                                    + days.keySet().stream()
                                            .map(key -> key.get(1))
                                            .filter(device -> !device.equals("null"))
                                            .distinct()
                                            .count());
        }
    }

    private static String text(List<Object> key) {
        return String.join(",", key.stream().map(String::valueOf).toList());
    }

    @Test
    void theThirtyFirstDayHasItsBit() throws IOException {
        int day = (int) LocalDate.of(2026, 1, 31).toEpochDay();
        try (Country country = new Country(folder);
                Staging staging = new Staging(country.store(), 10, day, day)) {
            UsageRow row = new UsageRow();
            staging.day(row, day);
            row.device = 7;
            staging.add(row);
            staging.finish();

            assertThat(country.rows("SELECT \"days\" FROM fresh")).containsExactly("" + (1L << 30));
            assertThat(country.rows("SELECT first_day, last_day FROM fresh_devices"))
                    .containsExactly(day + "," + day);
        }
    }
}
