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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

class GeneratorTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 4, 20);

    @TempDir private Path folder;

    private List<Path> write(String name, long seed) throws IOException {
        Path to = folder.resolve(name);
        long rows = Generator.write(new Nation(seed, 3_000, FIRST, 20, true), to, (_, _) -> {});
        assertThat(rows).isBetween(30_000L, 60_000L);
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
        Generator.write(new Nation(3, 60_000, FIRST, 3, false), folder, (_, _) -> {});
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
    void onlyClonesShareAnImeiAtOnce() throws IOException {
        write("one", 7);
        Map<String, Set<String>> genuine = new HashMap<>();
        List<String> copies = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("one/truth.csv"))) {
            String[] fields = line.split(",", -1);
            if (fields[3].equals("clone")) {
                if (fields[5].equals("1")) {
                    genuine.computeIfAbsent(fields[0], _ -> new HashSet<>()).add(fields[1]);
                } else {
                    copies.add(fields[0]);
                }
            }
        }
        assertThat(genuine.values()).allMatch(sims -> sims.size() == 1);
        assertThat(copies).isNotEmpty().allMatch(genuine::containsKey);
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
