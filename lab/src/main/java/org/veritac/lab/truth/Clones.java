// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/// How many clones the rules of the country's picture find, and how many that are none.
@Command(
        name = "clones",
        header = "Try the rules about clones on a nation whose truth is known.",
        description = {
            "Makes a nation with ./veritac analytics generate, imports all of it, and classifies it"
                + " with each rule and several of its parameters. Prints which share of what a rule"
                + " met is what it looks for (precision), which share of these it met (recall), the"
                + " latter also by the number of phones under one IMEI, and what else it met.",
            "Then the hit rate of the likely holder, over clones whose genuine phone was seen."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac lab clones",
            "  ./veritac lab clones --seed 2 --subscribers 400000"
        })
public final class Clones implements Callable<Integer> {
    @Option(names = "--seed", description = "which nation (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--subscribers", description = "how many (default: ${DEFAULT-VALUE})")
    private int subscribers = 200_000;

    @Option(names = "--days", description = "how long (default: ${DEFAULT-VALUE})")
    private int days = 30;

    @Option(names = "--work", description = "where to put files (default: ${DEFAULT-VALUE})")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(work), "clones");
        try {
            var plan = new CloneTrial.Plan(seed, subscribers, days);
            var result = new CloneTrial(folder, plan, System.err::println).run();
            System.out.print(Score.HEAD);
            result.rules().forEach(score -> System.out.print(score.line()));
            System.out.println();
            System.out.print(result.holders().table());
            return 0;
        } finally {
            try (var files = Files.walk(folder)) {
                List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : all) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
