// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.lab.bench.ServerProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What networks ask of a register reaches the country's picture: a real `serve` answers S13, its
/// files of sightings are imported as they are, and a rule reads them.
@Timeout(120)
final class SightingsScenario {
    private static final String CONDITIONS =
            """
            region: {name: Nowhere, country_codes: ['49'], operators: []}
            conditions:
              - label: rare_software
                reason: rare software
                max_allowed_matching_ratio: 1
                dimensions:
                  - module: foreign_svn
                    parameters: {period_days: 3, min_devices: 4, max_share: 0.25}
            """;

    @TempDir private Path folder;

    private Console.Said typed(String... words) throws IOException {
        Console.Said said = Console.inProcess(folder, List.of(words));
        assertThat(said.code()).as(said.err() + said.out()).isZero();
        return said;
    }

    @Test
    void whatSThirteenAskedIsImportedAndClassified() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                data.resolve("veritac.yaml"), "serve:\n  sightings: {kept: true, days: 1}\n");
        Files.writeString(folder.resolve("conditions.yml"), CONDITIONS);
        try (var server = ServerProcess.start(data, List.of());
                var mme = Mme.connect(server.address("s13"), "mme")) {
            for (int device = 1; device <= 4; device++) {
                String digits = "3520990017614" + device;
                String svn = device == 4 ? "99" : "01";
                mme.ask(new Question(digits + svn, null, "26201000000000" + device));
            }
        }
        List<Path> files = new ArrayList<>();
        try (var all = Files.walk(data.resolve("sightings"))) {
            all.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            Console.Said said =
                    typed("analytics", "import", "events", file.toString(), "--data", "country");
            assertThat(said.out()).startsWith("import ");
            said = typed("analytics", "import", "events", file.toString(), "--data", "country");
            assertThat(said.out()).contains("nothing has changed");
        }
        Console.Said rows =
                typed(
                        "analytics",
                        "classify",
                        "--conditions",
                        "conditions.yml",
                        "--data",
                        "country");
        assertThat(rows.out().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("35209900176144,rare_software,");
    }
}
