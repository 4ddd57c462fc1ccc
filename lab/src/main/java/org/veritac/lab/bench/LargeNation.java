// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.analytics.classify.Classification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Hundreds of millions of rows with little memory: four months of four operators, a file each,
/// rolled to months as they come, then five rules over all of them.
///
/// @param rows of all files together
record LargeNation(int rows) {
    private static final int USES = 10;
    private static final int MONTHS = 4;
    private static final int WINDOW_DAYS = 120;
    private static final YearMonth FIRST = YearMonth.of(2026, 3);
    private static final String HEAP = "-Xmx900m";
    private static final long ENGINE_BYTES = 640L << 20;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HIGHEST = "VmHWM:";

    /// Runs this in another process, whose memory is its own.
    ///
    /// @param options of the command
    /// @return its exit code
    static int inOwnProcess(List<String> options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        HEAP,
                        "-XX:+UseParallelGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.veritac.lab.Main",
                        "bench",
                        "analytics",
                        "--large-here"));
        command.addAll(options);
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    void measure(Path folder) throws IOException {
        var nation = new Nation(rows / USES / MONTHS, USES);
        try (var country = new NationAtWork(nation, folder, WINDOW_DAYS, ENGINE_BYTES)) {
            country.lists();
            Took imports = Took.NOTHING;
            for (int i = 0; i < MONTHS; i++) {
                YearMonth month = FIRST.plusMonths(i);
                imports = imports.and(country.days(month.atDay(1), month.atEndOfMonth()));
            }
            Took rules =
                    country.classify(
                            FIRST.plusMonths(MONTHS - 1).atEndOfMonth(),
                            Set.of(Classification.Option.ANEW, Classification.Option.DRY_RUN));
            Machine.say(
                    "large: %,d rows to %,d triplet-months in %s, five rules in %s: together %.0f"
                            + " s; the process %s, %.1f bytes a triplet-month",
                    country.rows(),
                    country.triplets(),
                    imports,
                    rules,
                    imports.and(rules).seconds(),
                    residentMost(),
                    country.bytesATriplet());
        }
    }

    private static String residentMost() throws IOException {
        if (!Files.exists(STATUS)) {
            return "of unknown size";
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(HIGHEST))
                .map(line -> line.substring(HIGHEST.length()).strip())
                .findFirst()
                .map(size -> "at most " + size)
                .orElse("of unknown size");
    }
}
