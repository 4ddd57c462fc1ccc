// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.generate.Generator;
import org.veritac.analytics.generate.Nation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Makes a nation.
@Command(
        name = "generate",
        header = "Make a nation whose truth is known, as operators' files and lists.",
        description = {
            "Writes operators' files by month, lists, region.yaml and truth.csv, which says what"
                + " each device really is: clones, SIM swaps, families, SIM boxes, repair shops,"
                + " malformed IMEIs, roamers. The same seed gives the same nation."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac analytics generate nation --seed 1 --subscribers 100000",
            "  ./veritac analytics generate nation --seed 1 --subscribers 5000 --days 60 --events"
        })
final class AnalyticsGenerate implements OnCountry {
    private static final int DAYS = 30;

    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "OUTDIR", description = "Made when it is not there.")
    private Path folder = Path.of("");

    @Option(names = "--seed", required = true, paramLabel = "N", description = "Which nation.")
    private long seed;

    @Option(
            names = "--subscribers",
            required = true,
            paramLabel = "N",
            description = "How many there are, about.")
    private int subscribers;

    @Option(names = "--days", paramLabel = "N", description = "How long (default: 30).")
    private int days = DAYS;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "The first day (default: so that it ends yesterday).")
    private @Nullable LocalDate from;

    @Option(names = "--events", description = "Also write events, with time and place.")
    private boolean events;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(CountryDesk desk) throws IOException {
        LocalDate today = LocalDate.ofInstant(desk.means().clock().instant(), ZoneOffset.UTC);
        LocalDate first = from == null ? today.minusDays(days) : from;
        Nation nation;
        try {
            nation = new Nation(seed, subscribers, first, days, events);
        } catch (IllegalArgumentException e) {
            return desk.usage(String.valueOf(e.getMessage()));
        }
        long rows =
                Generator.write(
                        nation,
                        desk.file(folder),
                        (done, total) -> desk.progress().at("generating", done, total));
        desk.out().printf("%,d rows of operators in %s%n", rows, desk.file(folder));
        return Exit.DONE;
    }
}
