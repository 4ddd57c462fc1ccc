// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

class GeneratorTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 4, 20);

    @TempDir private Path folder;

    private List<Path> write(String name, long seed) throws IOException {
        Path to = folder.resolve(name);
        long rows = Generator.write(new Nation(seed, 3_000, FIRST, 20, true), to, (_, _) -> {});
        assertThat(rows).isBetween(25_000L, 60_000L);
        try (var files = Files.list(to)) {
            return files.sorted().toList();
        }
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        List<Path> one = write("one", 7);
        List<Path> two = write("two", 7);
        List<Path> other = write("other", 8);

        for (int i = 0; i < one.size(); i++) {
            assertThat(Files.mismatch(one.get(i), two.get(i))).as("%s", one.get(i)).isEqualTo(-1);
        }
        assertThat(
                        Files.mismatch(
                                folder.resolve("one/truth.csv"), folder.resolve("other/truth.csv")))
                .isNotEqualTo(-1);
        assertThat(other).hasSameSizeAs(one);
    }

    @Test
    void theTruthHasEveryRole() throws IOException {
        Generator.write(new Nation(3, 120_000, FIRST, 3, false), folder, (_, _) -> {});
        Set<String> kinds = new HashSet<>();
        for (String line : Files.readAllLines(folder.resolve("truth.csv"))) {
            kinds.add(line.split(",", -1)[3]);
        }
        for (Role role : Role.values()) {
            if (role != Role.PLAIN) {
                assertThat(kinds).contains(role.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void onlyClonesAreOneImeiInTwoPhones() throws IOException {
        write("one", 7);
        Map<String, Set<String>> phones = new HashMap<>();
        Map<String, String> kinds = new HashMap<>();
        for (String[] row : truth("one")) {
            if (!row[0].isEmpty()) {
                phones.computeIfAbsent(row[0], _ -> new HashSet<>()).add(row[4] + "-" + row[8]);
                kinds.put(row[0], row[3]);
            }
        }
        assertThat(kinds.values()).contains("clone");
        phones.forEach((imei, holders) -> {
            if (Set.of("clone", "batch").contains(kinds.get(imei))) {
                assertThat(holders).as(imei).hasSizeGreaterThan(1);
            } else if (imei.length() == 14) {
                assertThat(holders).as(imei + kinds.get(imei)).hasSize(1);
            }
        });
    }

    @Test
    void aCloneHasOneGenuinePhoneAtMost() throws IOException {
        Generator.write(
                new Nation(4, 20_000, FIRST, 5, false), folder.resolve("big"), (_, _) -> {});
        Map<String, Set<String>> genuine = new HashMap<>();
        Set<String> cloned = new HashSet<>();
        for (String[] row : truth("big")) {
            if (row[3].equals("clone")) {
                cloned.add(row[0]);
                if (row[5].equals("1")) {
                    genuine.computeIfAbsent(row[0], _ -> new HashSet<>()).add(row[8]);
                }
            }
        }
        assertThat(genuine.values()).allMatch(Set.of("0")::equals);
        assertThat(genuine).as("of some, nobody has it").hasSizeLessThan(cloned.size());
        assertThat(genuine.size() * 2).isGreaterThan(cloned.size());
    }

    private List<String[]> truth(String nation) throws IOException {
        Path file = folder.resolve(nation).resolve("truth.csv");
        return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1)).toList();
    }

    /// Whoever shares a phone is where it is, and nobody travels faster than a plane.
    @Test
    void aPhoneIsInOnePlaceAndNotTooFast() {
        SplittableRandom random = new SplittableRandom(5);
        for (int phone = 0; phone < 200; phone++) {
            Home home = Home.restless(random);
            Home.Spot before = home.at(0, 0);
            for (long minute = 10; minute < 9 * 1_440; minute += 10) {
                Home.Spot now = home.at((int) (minute / 1_440), (int) (minute % 1_440 * 60));
                assertThat(before.kilometres(now))
                        .as("from home to work is a step of up to 25 km")
                        .isLessThan(25 + 100);
                before = now;
            }
        }
    }

    @Test
    void sizesAreBounded() {
        assertThat(new Nation(1, Nation.SUBSCRIBERS_MAX, FIRST, Nation.DAYS_MAX, false).days())
                .isEqualTo(366);
        assertThatThrownBy(() -> new Nation(1, Nation.SUBSCRIBERS_MAX + 1, FIRST, 1, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Nation(1, 1, FIRST, Nation.DAYS_MAX + 1, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
