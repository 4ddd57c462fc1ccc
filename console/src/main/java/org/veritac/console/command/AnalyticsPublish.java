// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.analytics.Country;
import org.veritac.analytics.publish.Publication;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Puts lists in force in the register.
@Command(
        name = "publish",
        header = "Put the lists of a run in force in the register.",
        description = {
            "Imports the blacklist into black and the exceptions into pairs, as the source"
                    + " analytics, in place of what that source had there; each entry has its rules"
                    + " as note, and duplicated, stolen or regulatory as reason. Goes through a"
                    + " running serve. ./veritac undo takes either import back. A dry run says what"
                    + " the imports would change."
        },
        footer = {"", "Example:", "  ./veritac analytics publish 12 --dry-run"})
final class AnalyticsPublish implements OnCountry {
    private static final String SOURCE = "analytics";

    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "RUN", description = "A run of lists.")
    private int run;

    @Option(names = "--dry-run", description = "Only say what would change.")
    private boolean dryRun;

    @Option(
            names = "--max-shrink",
            paramLabel = "N|P%",
            description = "As of ./veritac import (default: 50%%, and more than 100).")
    private String maxShrink = "";

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(CountryDesk desk) throws IOException {
        Path folder = Files.createTempDirectory("veritac-publish");
        Path black = folder.resolve("analytics-black.csv");
        Path pairs = folder.resolve("analytics-pairs.csv");
        try {
            Publication.Written written;
            try (Country country = desk.open(directory())) {
                Publication publication = country.publication();
                if (!publication.exists(run)) {
                    return desk.no("there is no run of lists " + run + "; see analytics runs");
                }
                written = publication.write(run, black, pairs);
            }
            if (written.left() > 0) {
                desk.err()
                        .printf(
                                "note: %,d malformed IMEIs are in operators' lists only%n",
                                written.left());
            }
            int code = imported(desk, "black", black);
            return code == Exit.DONE ? imported(desk, "pairs", pairs) : code;
        } finally {
            for (Path file : List.of(black, pairs, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private int imported(CountryDesk desk, String list, Path file) {
        var words = new ArrayList<String>();
        words.addAll(
                List.of(
                        "import",
                        list,
                        file.toString(),
                        "--source",
                        SOURCE,
                        "--data",
                        desk.file(directory()).toString()));
        if (dryRun) {
            words.add("--dry-run");
        }
        if (!maxShrink.isEmpty()) {
            words.addAll(List.of("--max-shrink", maxShrink));
        }
        return desk.type(words.toArray(String[]::new));
    }
}
