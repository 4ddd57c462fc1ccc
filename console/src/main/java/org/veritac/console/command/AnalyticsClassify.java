// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.Country;
import org.veritac.analytics.classify.Classification;
import org.veritac.analytics.classify.Classification.Option;
import org.veritac.analytics.classify.Forecast;
import org.veritac.analytics.classify.Outcome;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.rules.Engine;
import org.veritac.analytics.rules.Setting;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import tools.jackson.databind.node.ArrayNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Applies the conditions.
@Command(
        name = "classify",
        header = "Say which devices meet which conditions, and from when they are to be blocked.",
        description = {
            "Prints imei,condition,block_date for every device that meets a condition, sorted, and"
                    + " on standard error what each condition found. A condition that meets more"
                    + " devices than its ratio allows is left as it was. A dry run keeps nothing"
                    + " and says whom the new finds are, by operator, brand and age."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac analytics classify --conditions dirbs.yml --dry-run",
            "  ./veritac analytics classify --conditions dirbs.yml --as-of 2026-10-31 --json",
            "  ./veritac analytics classify --conditions dirbs.yml --engine spark \\",
            "      --master spark://10.0.0.1:7077 --spark-conf spark.executor.memory=4g"
        })
final class AnalyticsClassify implements OnCountry {
    @Mixin private DataOption data = new DataOption();
    @Mixin private DayOption day = new DayOption();
    @Mixin private EngineOption engine = new EngineOption();

    @picocli.CommandLine.Option(names = "--dry-run", description = "Keep nothing.")
    private boolean dryRun;

    @picocli.CommandLine.Option(
            names = "--no-safety-check",
            description = "A condition may meet any share of the devices.")
    private boolean noSafetyCheck;

    @picocli.CommandLine.Option(
            names = "--no-sanity-check",
            description = "Conditions may differ from those of the last run.")
    private boolean noSanityCheck;

    @picocli.CommandLine.Option(
            names = "--anew",
            description = "Decide every device, not only those touched since the last run.")
    private boolean anew;

    @picocli.CommandLine.Option(names = "--csv", description = "Print rows as CSV (default).")
    private boolean csv;

    @picocli.CommandLine.Option(names = "--json", description = "Print rows as a JSON array.")
    private boolean json;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(CountryDesk desk) throws IOException {
        if (csv && json) {
            return desk.usage("one of --csv and --json");
        }
        String misused = engine.misused(desk.cluster());
        if (misused != null) {
            return desk.usage(misused);
        }
        Configuration configuration = desk.required(day.conditions);
        try (Country country = desk.open(directory());
                Engine rules = engine.start(country, desk)) {
            Setting setting = country.setting(configuration, day.asOf, day.strict);
            Classification classification = country.classification(rules);
            desk.tellListsToCome(country, setting);
            desk.progress().at("classifying", 0, 0);
            Outcome outcome =
                    classification.run(
                            new Classification.Request(
                                    configuration, setting, country.clock().instant(), options()));
            return switch (outcome) {
                case Outcome.ConfigurationChanged(var differences) -> {
                    int code =
                            desk.no(
                                    "nothing was decided: the conditions are not those of the last"
                                            + " run; --no-sanity-check goes on with them");
                    differences.forEach(line -> desk.err().println("  " + line));
                    yield code;
                }
                case Outcome.Done done -> {
                    rows(desk.out(), classification);
                    if (dryRun) {
                        forecast(desk, country, configuration, setting);
                    }
                    yield tell(desk, done);
                }
            };
        }
    }

    private Set<Option> options() {
        Set<Option> options = EnumSet.noneOf(Option.class);
        if (dryRun) {
            options.add(Option.DRY_RUN);
        }
        if (noSafetyCheck) {
            options.add(Option.NO_SAFETY_CHECK);
        }
        if (anew) {
            options.add(Option.ANEW);
        }
        if (noSanityCheck) {
            options.add(Option.NO_SANITY_CHECK);
        }
        return options;
    }

    private void rows(PrintWriter out, Classification classification) throws IOException {
        if (json) {
            ArrayNode rows = Json.array();
            classification.standing((imei, condition, blockDay) ->
                    rows.add(
                            Json.object()
                                    .put("imei", imei)
                                    .put("condition", condition)
                                    .put("block_date", date(blockDay))));
            out.println(Json.text(rows));
            return;
        }
        out.println("imei,condition,block_date");
        classification.standing((imei, condition, blockDay) -> {
            String date = date(blockDay);
            out.println(imei + "," + condition + "," + (date == null ? "" : date));
        });
    }

    private static @Nullable String date(@Nullable Integer day) {
        return day == null
                ? null
                : LocalDate.ofEpochDay(day).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static void forecast(
            CountryDesk desk, Country country, Configuration configuration, Setting setting)
            throws IOException {
        desk.err().println("new finds by condition, operator, brand and age:");
        for (Forecast.Line line :
                Forecast.of(country.database(), setting, configuration.lists().lookbackDays())) {
            desk.err()
                    .printf(
                            "  %s, %s, %s, %s: %,d%n",
                            line.condition(),
                            line.operator().isEmpty() ? "no operator" : line.operator(),
                            line.brand().isEmpty() ? "unknown brand" : line.brand(),
                            line.age().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            line.devices());
        }
    }

    private static int tell(CountryDesk desk, Outcome.Done done) {
        done.findings().forEach(finding -> desk.err().println(finding));
        done.redecided()
                .ifPresent(devices ->
                        desk.err()
                                .printf(
                                        "%,d devices were touched since the last run, the"
                                                + " others are as they were%n",
                                        devices));
        desk.err().println(done.run() == 0 ? "dry run: nothing was kept" : "run " + done.run());
        return done.whole() ? Exit.DONE : Exit.NO;
    }
}
