// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An import that stops on its way, killed or broken, leaves the store as it was.
class KilledImportTest {
    private static final String HEADER = "date,imei,imsi,msisdn\n";
    private static final String QUERY =
            "SELECT month, operator, device, \"days\" FROM uses ORDER BY ALL";

    @TempDir private Path folder;
    private Path second;

    @BeforeEach
    void importOne() throws IOException {
        try (Country country = new Country(folder)) {
            String row = "20260503,35693803564380,410015100000001,923001000001\n";
            assertThat(country.operator("one_20260501_20260531.csv", HEADER + row))
                    .isInstanceOf(Outcome.Imported.class);
            second =
                    country.file(
                            "one_20260601_20260610.csv",
                            HEADER + "20260603,35693803564381,410015100000002,923001000002\n");
        }
    }

    /// All files of the store but those that only grow or are only held.
    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        Path directory = folder.resolve("analytics");
        try (var all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString();
                if (!name.equals("audit.log")) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private void assertAsBefore(Map<String, byte[]> before) throws IOException {
        try (Country country = new Country(folder)) {
            assertThat(country.rows(QUERY)).containsExactly("202605,1,35693803564380,4");
            assertThat(country.store().catalogue()).hasSize(1);
        }
        Map<String, byte[]> after = files();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((name, bytes) -> assertThat(after.get(name)).as(name).isEqualTo(bytes));
        try (Country country = new Country(folder)) {
            assertThat(country.take(FileKind.OPERATOR, second, ImportOptions.none()))
                    .isInstanceOf(Outcome.Imported.class);
            assertThat(country.rows(QUERY)).hasSize(2);
        }
    }

    @Test
    void aKilledProcessLeavesTheStoreAsItWas() throws IOException, InterruptedException {
        Map<String, byte[]> before = files();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process =
                new ProcessBuilder(
                                List.of(
                                        java,
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        KilledImport.class.getName(),
                                        folder.toString(),
                                        second.toString(),
                                        "COMMITTING"))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("here");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(files().size()).isGreaterThan(before.size());

        assertAsBefore(before);
    }

    @ParameterizedTest
    @EnumSource(Progress.Stage.class)
    void anImportThatBreaksLeavesTheStoreAsItWas(Progress.Stage last) throws IOException {
        Map<String, byte[]> before = files();
        try (Country country = new Country(folder)) {
            Intake intake =
                    new Intake(
                            country.store(), country.vault(), country.clock(), Limits.defaults());
            ImportOrder order = new ImportOrder(FileKind.OPERATOR, second, ImportOptions.none());
            assertThatThrownBy(() ->
                            intake.run(
                                    order,
                                    (stage, done, total) -> {
                                        if (stage == last) {
                                            throw new IllegalStateException("broken");
                                        }
                                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(country.rows(QUERY)).hasSize(1);
        }
        assertAsBefore(before);
    }
}
