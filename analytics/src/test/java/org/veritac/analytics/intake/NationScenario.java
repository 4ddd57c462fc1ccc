// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.analytics.config.OperatorLimits;
import org.veritac.analytics.config.Region;
import org.veritac.analytics.generate.Generator;
import org.veritac.analytics.generate.Nation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A nation that was made up comes in whole, and is afterwards what its files say.
class NationScenario {
    @TempDir private Path folder;

    @Test
    void aGeneratedNationIsTakenInWhole() throws IOException {
        Path files = folder.resolve("nation");
        long rows =
                Generator.write(
                        new Nation(5, 2_000, LocalDate.of(2026, 4, 25), 10, true),
                        files,
                        (_, _) -> {});
        try (Country country = new Country(folder, limits())) {
            take(country, FileKind.TAC, files.resolve("gsma_tac.txt"));
            lists().forEach((kind, name) -> {
                try {
                    take(country, kind, files.resolve(name));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            long taken = 0;
            for (Path file : named(files, "operator")) {
                taken += take(country, FileKind.OPERATOR, file);
            }
            assertThat(taken).isEqualTo(rows);
            for (Path file : named(files, "events_")) {
                take(country, FileKind.EVENTS, file);
            }
            assertThat(country.rows("SELECT count(DISTINCT day) FROM events"))
                    .containsExactly("10");
            assertThat(country.rows("SELECT sum(bit_count(\"days\")) FROM uses"))
                    .containsExactly(Long.toString(distinct(files)));
            namesNobody(country, files);
        }
    }

    /// Different (day, device, subscriber, operator) of the files, counted from their text.
    private static long distinct(Path files) throws IOException {
        Set<String> seen = new java.util.HashSet<>();
        for (Path file : named(files, "operator")) {
            String operator = file.getFileName().toString().substring(0, 9);
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("2")) {
                    seen.add(operator + line.substring(0, line.lastIndexOf(',')));
                }
            }
        }
        return seen.size();
    }

    /// Without the key, no file of the store holds an IMSI or MSISDN, neither as text nor packed.
    private static void namesNobody(Country country, Path files) throws IOException {
        String row = Files.readAllLines(files.resolve("pairing_list.csv")).getLast();
        String[] fields = row.split(",");
        long imsi = Long.parseLong("1" + fields[1]);
        byte[] packed = new byte[7];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (byte) (imsi >>> (8 * i));
        }
        try (var all = Files.walk(country.store().directory())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(bytes).doesNotContain(fields[1]).doesNotContain(fields[2]);
                assertThat(bytes)
                        .doesNotContain(
                                new String(packed, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static long take(Country country, FileKind kind, Path file) throws IOException {
        Outcome outcome = country.take(kind, file, ImportOptions.none());
        if (outcome instanceof Outcome.Imported(var entry)) {
            return entry.rows();
        }
        throw new AssertionError(file + " " + outcome);
    }

    private static List<Path> named(Path folder, String prefix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static Map<FileKind, String> lists() {
        return Map.of(
                FileKind.STOLEN, "stolen_list.csv",
                FileKind.REGISTRATION, "registration_list.csv",
                FileKind.GOLDEN, "golden_list.csv",
                FileKind.PAIRING, "pairing_list.csv",
                FileKind.BARRED, "barred_list.csv",
                FileKind.BARRED_TAC, "barred_tac_list.csv",
                FileKind.SUBSCRIBERS, "subscribers_registration_list.csv",
                FileKind.ASSOCIATION, "device_association_list.csv",
                FileKind.MONITORING, "monitoring_list.csv");
    }

    private static Limits limits() {
        Region region =
                new Region(
                        "Nowhere",
                        true,
                        true,
                        List.of("92"),
                        List.of(),
                        List.of(
                                Country.configured("operator1", "01"),
                                Country.configured("operator2", "03"),
                                Country.configured("operator3", "04"),
                                Country.configured("operator4", "06")));
        return new Limits(region, OperatorLimits.defaults(), Map.of());
    }
}
