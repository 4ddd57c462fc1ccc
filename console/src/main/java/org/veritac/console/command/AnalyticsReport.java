// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.Country;
import org.veritac.analytics.report.CsvFiles;
import org.veritac.analytics.report.HtmlPage;
import org.veritac.analytics.report.JsonText;
import org.veritac.analytics.report.Report;
import org.veritac.analytics.report.Reports;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Writes what a regulator publishes.
@Command(
        name = "report",
        header = "Write what a regulator publishes of a month.",
        description = {
            "NAME is country, operators, models, duplicates or trends. Prints JSON; --html writes"
                    + " one page with charts, --csv a file for each table."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac analytics report country --html country.html",
            "  ./veritac analytics report duplicates --month 2026-10 --csv out --top 1000"
        })
final class AnalyticsReport implements OnCountry {
    static final int TOP_MAX = 1_000_000;

    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "NAME", description = "Which report.")
    private String name = "";

    @Option(
            names = "--month",
            paramLabel = "YYYY-MM",
            description = "Of which month (default: the last with data).")
    private @Nullable String month;

    @Option(names = "--html", paramLabel = "FILE", description = "Write one page with charts.")
    private @Nullable Path html;

    @Option(names = "--csv", paramLabel = "DIR", description = "Write a file for each table.")
    private @Nullable Path csv;

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Rows in lists of the largest (default: 100).")
    private int top = Reports.TOP;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(CountryDesk desk) throws IOException {
        Optional<Reports> wanted = Reports.named(name);
        if (wanted.isEmpty()) {
            return desk.usage("'" + name + "' is not one of " + String.join(", ", Reports.names()));
        }
        if (top < 1 || top > TOP_MAX) {
            return desk.usage("--top is 1 to " + TOP_MAX);
        }
        Optional<YearMonth> given;
        try {
            given = Optional.ofNullable(month).map(YearMonth::parse);
        } catch (DateTimeParseException e) {
            return desk.usage("'" + month + "' is not a month such as 2026-10");
        }
        try (Country country = desk.open(directory())) {
            return write(desk, country, wanted.get(), given);
        }
    }

    private int write(CountryDesk desk, Country country, Reports wanted, Optional<YearMonth> given)
            throws IOException {
        Optional<YearMonth> chosen =
                given.isPresent() ? given : Reports.lastMonth(country.database());
        if (chosen.isEmpty()) {
            return desk.no("no operator's file was imported yet");
        }
        desk.progress().at("counting", 0, 0);
        Optional<Report> report =
                wanted.write(country.database(), Country.radio(), chosen.get(), top);
        if (report.isEmpty()) {
            return desk.no("there is no data of " + chosen.get());
        }
        Path page = html;
        Path folder = csv;
        if (page != null) {
            Files.writeString(desk.file(page), HtmlPage.of(report.get()));
            desk.err().println("written: " + desk.file(page));
        }
        if (folder != null) {
            for (Path file : CsvFiles.write(report.get(), desk.file(folder))) {
                desk.err().println("written: " + file);
            }
        }
        if (page == null && folder == null) {
            desk.out().println(JsonText.of(report.get()));
        }
        return Exit.DONE;
    }
}
