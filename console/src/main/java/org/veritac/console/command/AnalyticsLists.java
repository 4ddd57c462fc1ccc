// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.Country;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.publish.Lists;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/// Writes what operators get.
@Command(
        name = "lists",
        header = "Write the lists that operators get, whole and as changes.",
        description = {
            "Writes blacklist.csv, notifications_OPERATOR.csv and exceptions_OPERATOR.csv into"
                    + " OUTDIR, and beside each a *_delta.csv against the last run of lists or that"
                    + " of --base. Prints the number of the run; --again writes those of an earlier"
                    + " run anew."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac analytics lists out --conditions dirbs.yml",
            "  ./veritac analytics lists out --conditions dirbs.yml --again 12 --base 9"
        })
final class AnalyticsLists implements OnCountry {
    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "OUTDIR", description = "Made when it is not there.")
    private Path folder = Path.of("");

    @Mixin private DayOption day = new DayOption();

    @Option(
            names = "--base",
            paramLabel = "RUN",
            description = "The run that changes count from (default: the last of lists).")
    private @Nullable Integer base;

    @Option(names = "--again", paramLabel = "RUN", description = "Write an earlier run anew.")
    private @Nullable Integer again;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(CountryDesk desk) throws IOException {
        Configuration configuration = desk.required(day.conditions);
        try (Country country = desk.open(directory())) {
            desk.progress().at("writing lists", 0, 0);
            Path out = desk.file(folder);
            Lists lists = country.lists();
            Lists.Outcome outcome =
                    again == null
                            ? lists.write(
                                    out,
                                    new Lists.Request(
                                            configuration,
                                            country.setting(configuration, day.asOf, day.strict),
                                            country.clock().instant(),
                                            base == null
                                                    ? OptionalInt.empty()
                                                    : OptionalInt.of(base)))
                            : lists.rewrite(out, configuration, again, base == null ? 0 : base);
            return switch (outcome) {
                case Lists.Outcome.NoSuchRun(int run) ->
                        desk.no("there is no run of lists " + run + "; see analytics runs");
                case Lists.Outcome.Written(int run, int from, var rows) -> {
                    desk.out().println(run);
                    rows.forEach((file, count) -> desk.err().printf("%s: %,d rows%n", file, count));
                    desk.err().println(from == 0 ? "changes from nothing" : "changes from " + from);
                    yield Exit.DONE;
                }
            };
        }
    }
}
