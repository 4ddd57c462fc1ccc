// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.lab.truth.Trial.Plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

@Timeout(120)
final class TruthScenario {
    private static final Path REAL =
            Path.of("..", "..", "shared", "data", "tac", "osmocom-tacdb.csv");

    @TempDir private Path folder;

    @Test
    void everyAnswerIsRightOnAllInterfaces() throws IOException {
        Tally tally = run(new Plan(null, 20_000, 2_000, 20_260_101, Instant.now()));
        assertThat(tally.asked()).isGreaterThan(3 * 2_000);
        assertThat(tally.mismatches()).isEmpty();
    }

    @Test
    void everyAnswerIsRightOverARealTableOfModels() throws IOException {
        assumeTrue(Files.exists(REAL), "there is no table of real models at " + REAL);
        Tally tally = run(new Plan(REAL, 5_000, 500, 20_260_102, Instant.now()));
        assertThat(tally.asked()).isGreaterThan(3 * 500);
        assertThat(tally.mismatches()).isEmpty();
    }

    private Tally run(Plan plan) throws IOException {
        return new Trial(folder, plan, _ -> {}).run();
    }
}
