// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.Country;
import org.veritac.analytics.ProofTable;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes what a regulator publishes.
@Command(
        name = "report",
        header = "Write what a regulator publishes of a month.",
        description = {
            "NAME is country, operators, models, duplicates, holders or trends. Prints JSON; --html"
                    + " writes one page with charts, --csv a file for each table."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac analytics report all --html october.html --month 2026-10",
            "  ./veritac analytics report duplicates --sims 5 --csv out --top 1000"
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

    @Option(
            names = "--sims",
            paramLabel = "N",
            description = "An IMEI on more SIMs is a duplicate (default: 3).")
    private int sims = Reports.SIMS;

    @Option(
            names = "--condition",
            paramLabel = "LABEL",
            description = "Holders of this condition's IMEIs (default: of every condition's).")
    private @Nullable String condition;

    @Option(
            names = "--subscribers",
            description = "Holders by name: the vault is opened, and a record of it kept.")
    private boolean subscribers;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(CountryDesk desk) throws IOException {
        boolean all = name.equals(Reports.ALL);
        Optional<Reports> one = Reports.named(name);
        if (one.isEmpty() && !all) {
            return desk.usage(
                    "'%s' is not one of %s, %s"
                            .formatted(name, Reports.ALL, String.join(", ", Reports.names())));
        }
        if (sims < 1) {
            return desk.usage("--sims is at least 1");
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
            return write(desk, country, one.map(List::of).orElse(List.of(Reports.values())), given);
        }
    }

    private int write(
            CountryDesk desk, Country country, List<Reports> wanted, Optional<YearMonth> given)
            throws IOException {
        Optional<YearMonth> chosen =
                given.isPresent() ? given : Reports.lastMonth(country.database());
        if (chosen.isEmpty()) {
            return desk.no("no operator's file was imported yet");
        }
        boolean proofs = wanted.contains(Reports.HOLDERS) && Commands.isRegister(at(desk));
        if (proofs) {
            int code = askProofs(desk, country);
            if (code != Exit.DONE) {
                return code;
            }
        }
        var order =
                new Reports.Order(
                        chosen.get(),
                        top,
                        sims,
                        condition,
                        subscribers ? country.names("report " + name) : null,
                        proofs);
        var reports = new ArrayList<Report>();
        for (Reports report : wanted) {
            desk.progress().at("counting", reports.size(), wanted.size());
            report.write(country.database(), Country.radio(), order).ifPresent(reports::add);
        }
        if (reports.isEmpty()) {
            return desk.no("there is no data of " + chosen.get());
        }
        return put(desk, reports);
    }

    private Path at(CountryDesk desk) {
        return desk.file(directory());
    }

    /// Asks whoever has the register what phones have proven. Without its answer there is no
    /// report: a ranking without the strongest reason would be another one, and nobody would see
    /// it.
    private int askProofs(CountryDesk desk, Country country) throws IOException {
        try (ProofTable table = country.proofs("report " + name + ", proofs");
                var lines =
                        new ProofLines((imei, imsi, until) ->
                                table.add(imei.key(), imsi.digits(), until))) {
            return desk.typing()
                    .type(
                            lines,
                            Proofs.NAME,
                            "--limit",
                            Integer.toString(Proofs.LIMIT_MAX),
                            "--data",
                            at(desk).toString());
        }
    }

    private int put(CountryDesk desk, List<Report> reports) throws IOException {
        Path page = html;
        Path folder = csv;
        if (page != null) {
            Files.writeString(desk.file(page), HtmlPage.of(reports));
            desk.err().println("written: " + desk.file(page));
        }
        if (folder != null) {
            for (Report report : reports) {
                for (Path file : CsvFiles.write(report, desk.file(folder))) {
                    desk.err().println("written: " + file);
                }
            }
        }
        if (page == null && folder == null) {
            desk.out()
                    .println(
                            name.equals(Reports.ALL)
                                    ? JsonText.of(reports)
                                    : JsonText.of(reports.getFirst()));
        }
        return Exit.DONE;
    }
}
