// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.Country;
import org.veritac.analytics.intake.Retention;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/// Deletes what was kept long enough.
@Command(
        name = "prune",
        header = "Delete what was kept long enough.",
        description = {
            "Deletes months of operators and events older than months_retention of the conditions"
                    + " file or --months, ended rows of lists that name subscribers, and in the"
                    + " vault everybody whom nothing names any more. Devices stay. Of the runs of"
                    + " that time the last of each kind stays: earlier lists cannot be written"
                    + " again."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac analytics prune --conditions dirbs.yml",
            "  ./veritac analytics prune --months 6"
        })
final class AnalyticsPrune implements OnCountry {
    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--conditions",
            paramLabel = "FILE",
            description = "Where data_retention stands.")
    private @Nullable Path conditions;

    @Option(
            names = "--months",
            paramLabel = "N",
            description = "How many months to keep before this one.")
    private @Nullable Integer months;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(CountryDesk desk) throws IOException {
        if ((conditions == null) == (months == null)) {
            return desk.usage("one of --conditions and --months says how much to keep");
        }
        int kept =
                conditions == null
                        ? Objects.requireNonNull(months)
                        : desk.required(conditions).retention().months();
        if (kept < 0 || kept > Retention.MONTHS_MAX) {
            return desk.usage("--months is 0 to " + Retention.MONTHS_MAX);
        }
        try (Country country = desk.open(directory())) {
            Country.Pruned pruned = country.prune(kept);
            desk.out()
                    .printf(
                            "%d months of operators and %,d identities are deleted, %,d runs"
                                    + " folded%n",
                            pruned.data().months(), pruned.data().identities(), pruned.runs());
        }
        return Exit.DONE;
    }
}
