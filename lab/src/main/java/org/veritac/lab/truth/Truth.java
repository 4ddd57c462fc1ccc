// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.Callable;

/// Whether every answer of a server is right.
@Command(
        name = "truth",
        header = "Ask a server thousands of checks whose answers are known.",
        description = {
            "Generates lists whose every answer is known, imports them into a server of its own,"
                + " and asks it on S13, N5g-eir and GSUP in all spellings, and with check now and"
                + " then; a fifth of the checks again in restrictive mode.",
            "Prints right answers by category and interface, and every wrong one. The exit code is"
                    + " 1 when there is one."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac lab truth",
            "  ./veritac lab truth --tac tacdb.csv --rows 1000000 --checks 5000"
        })
public final class Truth implements Callable<Integer> {
    @Option(
            names = "--tac",
            paramLabel = "FILE",
            description = "A table of allocations to take models from (default: made-up ones).")
    private @Nullable Path table;

    @Option(names = "--rows", description = "rows of all lists (default: ${DEFAULT-VALUE})")
    private long rows = 10_000_000;

    @Option(names = "--checks", description = "checks (default: ${DEFAULT-VALUE})")
    private int checks = 20_000;

    @Option(names = "--seed", description = "which lists (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--work", description = "where to put files (default: ${DEFAULT-VALUE})")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(work), "truth");
        try {
            var plan = new Trial.Plan(table, rows, checks, seed, Instant.now());
            Tally tally = new Trial(folder, plan, System.err::println).run();
            System.out.print(tally.table());
            tally.mismatches().forEach(System.out::println);
            System.out.println(
                    "%,d answers, %,d wrong".formatted(tally.asked(), tally.mismatches().size()));
            return tally.mismatches().isEmpty() ? 0 : 1;
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
