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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
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

    /// Without the key, no byte of the store holds an IMSI or MSISDN of anybody: not as text, not
    /// as a number, with or without the 1 that the vault packs before it; and no column does.
    private static void namesNobody(Country country, Path files) throws IOException {
        Set<String> names = new HashSet<>();
        for (Path file : named(files, "operator")) {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split(",");
                names.addAll(List.of(fields[2], fields[3]));
            }
        }
        names.removeIf(name -> name.isEmpty() || !Character.isDigit(name.charAt(0)));
        assertThat(names).hasSizeGreaterThan(3_000);
        Set<Long> numbers = new HashSet<>();
        names.forEach(name -> {
            numbers.add(Long.parseLong(name));
            numbers.add(Long.parseLong("1" + name));
        });
        try (var all = Files.walk(country.store().directory())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(numberIn(bytes, numbers)).as("%s as number", file).isEqualTo(-1);
                assertThat(textIn(bytes, names)).as("%s as text", file).isEqualTo(-1);
            }
        }
        assertThat(columnsWith(country, names)).isEmpty();
    }

    /// Where seven bytes are one of these numbers, the least first; -1 for nowhere.
    private static int numberIn(byte[] bytes, Set<Long> numbers) {
        long number = 0;
        for (int i = 0; i < bytes.length; i++) {
            number = number >>> 8 | (bytes[i] & 0xFFL) << 48;
            if (i >= 6 && numbers.contains(number)) {
                return i;
            }
        }
        return -1;
    }

    /// Where one of these texts, of 12 or 15 digits, stands; -1 for nowhere.
    private static int textIn(byte[] bytes, Set<String> names) {
        int digits = 0;
        for (int i = 0; i < bytes.length; i++) {
            digits = bytes[i] >= '0' && bytes[i] <= '9' ? digits + 1 : 0;
            for (int length : new int[] {12, 15}) {
                if (digits >= length
                        && names.contains(
                                new String(
                                        bytes,
                                        i + 1 - length,
                                        length,
                                        StandardCharsets.ISO_8859_1))) {
                    return i;
                }
            }
        }
        return -1;
    }

    /// The columns of any relation in which one of these texts is a value.
    private static List<String> columnsWith(Country country, Set<String> names) throws IOException {
        String known = "(VALUES ('" + String.join("'), ('", names) + "'))";
        List<String> found = new ArrayList<>();
        List<String> columns =
                country.rows("SELECT table_name, column_name FROM information_schema.columns");
        assertThat(columns).hasSizeGreaterThan(60);
        for (String column : columns) {
            String[] parts = column.split(",");
            String query =
                    "SELECT count(*) FROM \"%s\" WHERE CAST(\"%s\" AS VARCHAR) IN (FROM %s)"
                            .formatted(parts[0], parts[1], known);
            if (!country.rows(query).equals(List.of("0"))) {
                found.add(column);
            }
        }
        return found;
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
