// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.analytics.Country;
import org.veritac.analytics.classify.Run;
import org.veritac.analytics.store.CatalogueEntry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/// What was done.
@Command(
        name = "runs",
        header = "Say what was imported and which runs there are.",
        footer = {"", "Example:", "  ./veritac analytics runs --json"})
final class AnalyticsRuns implements OnCountry {
    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(CountryDesk desk) throws IOException {
        try (Country country = desk.open(directory())) {
            if (json) {
                desk.out().println(Json.text(json(country)));
            } else {
                print(desk, country);
            }
        }
        return Exit.DONE;
    }

    private static void print(CountryDesk desk, Country country) throws IOException {
        for (CatalogueEntry entry : country.imports()) {
            desk.out()
                    .printf(
                            "import %d  %s  %s %s %s  %,d rows%n",
                            entry.number(),
                            entry.when(),
                            entry.kind(),
                            entry.mode(),
                            entry.name(),
                            entry.rows());
        }
        for (Run run : country.runs()) {
            desk.out()
                    .printf(
                            "run %d  %s  %s as of %s  %s%n",
                            run.number(),
                            run.at(),
                            run.kind(),
                            LocalDate.ofEpochDay(run.day()),
                            run.outcome());
        }
    }

    private static ObjectNode json(Country country) throws IOException {
        ObjectNode node = Json.object();
        var imports = node.putArray("imports");
        for (CatalogueEntry entry : country.imports()) {
            imports.add(
                    Json.object()
                            .put("import", entry.number())
                            .put("kind", entry.kind())
                            .put("mode", entry.mode())
                            .put("file", entry.name())
                            .put("operator", entry.operator())
                            .put("sha256", entry.sha256())
                            .put("rows", entry.rows())
                            .put("at", entry.when()));
        }
        var runs = node.putArray("runs");
        for (Run run : country.runs()) {
            runs.add(
                    Json.object()
                            .put("run", run.number())
                            .put("kind", run.kind())
                            .put("at", run.at().toString())
                            .put("as_of", LocalDate.ofEpochDay(run.day()).toString())
                            .put("strict_dirbs", run.strict())
                            .put("outcome", run.outcome()));
        }
        return node;
    }
}
