// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.analytics.Country;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.intake.Check;
import org.veritac.analytics.intake.FileKind;
import org.veritac.analytics.intake.ImportOptions;
import org.veritac.analytics.intake.ImportOrder;
import org.veritac.analytics.intake.Offence;
import org.veritac.analytics.intake.Outcome;
import org.veritac.analytics.intake.Refusal;
import org.veritac.analytics.store.CatalogueEntry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes a file into the picture, all of it or nothing.
@Command(
        name = "import",
        header = "Take a file into the picture, all of it or nothing.",
        description = {
            "KIND is operator, tac, stolen, registration, golden, pairing, barred, barred-tac,"
                    + " subscribers, association, monitoring or events. FILE is CSV or a zip of it;"
                    + " an operator's is named OPERATOR_YYYYMMDD_YYYYMMDD. Every check has a limit"
                    + " in the conditions file; a refused file changes nothing, and the message"
                    + " says which check, which figure against which limit, and the first lines."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac analytics import operator mno1_20261001_20261031.zip --conditions"
                    + " dirbs.yml",
            "  ./veritac analytics import stolen changes.csv --delta",
            "  ./veritac analytics import operator x.csv --operator mno1 --skip-check null-msisdn"
        })
final class AnalyticsImport implements OnCountry {
    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "KIND", description = "What the file is.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "CSV, or a zip of one.")
    private Path file = Path.of("");

    @Option(
            names = "--operator",
            paramLabel = "ID",
            description = "Whose file it is (default: the first word of its name).")
    private String operator = "";

    @Option(
            names = "--delta",
            description = "A list with a column change_type: add, remove or update.")
    private boolean delta;

    @Option(names = "--pre-hashed", description = "A golden list of MD5 digests.")
    private boolean preHashed;

    @Option(
            names = "--conditions",
            paramLabel = "FILE",
            description = "The region and the limits (default: DIRBS's limits, any region).")
    private @Nullable Path conditions;

    @Option(
            names = "--skip-check",
            paramLabel = "NAME",
            description = "Leave a check out, such as null-imei; can be repeated.")
    private List<String> skipped = List.of();

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(CountryDesk desk) throws IOException {
        Optional<FileKind> known = FileKind.ifKnown(kind);
        if (known.isEmpty()) {
            return desk.usage("'" + kind + "' is not one of " + kinds());
        }
        Set<Check> left = new HashSet<>();
        for (String name : skipped) {
            Optional<Check> check = Check.ifKnown(name).filter(Check::isSkippable);
            if (check.isEmpty()) {
                return desk.usage("'" + name + "' is not one of " + skippable());
            }
            left.add(check.get());
        }
        Configuration configuration = desk.conditions(conditions);
        var order =
                new ImportOrder(
                        known.get(),
                        desk.file(file),
                        new ImportOptions(
                                operator.toLowerCase(Locale.ROOT), delta, preHashed, left));
        try (Country country = desk.open(directory())) {
            return tell(
                    desk,
                    country.take(
                            order,
                            configuration,
                            (stage, done, total) ->
                                    desk.progress()
                                            .at(
                                                    stage.name().toLowerCase(Locale.ROOT),
                                                    done,
                                                    total)));
        }
    }

    private static String kinds() {
        return Arrays.stream(FileKind.values())
                .map(FileKind::text)
                .collect(Collectors.joining(", "));
    }

    private static String skippable() {
        return Arrays.stream(Check.values())
                .filter(Check::isSkippable)
                .map(Check::text)
                .collect(Collectors.joining(", "));
    }

    private static int tell(CountryDesk desk, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Imported(CatalogueEntry entry) -> {
                desk.out()
                        .printf(
                                "import %d: %s, %,d rows%s%n",
                                entry.number(),
                                entry.name(),
                                entry.rows(),
                                entry.detail().isEmpty() ? "" : ", " + entry.detail());
                yield Exit.DONE;
            }
            case Outcome.Unchanged(CatalogueEntry earlier) -> {
                desk.out()
                        .printf(
                                "nothing has changed: the same bytes are import %d, %s%n",
                                earlier.number(), earlier.when());
                yield Exit.DONE;
            }
            case Outcome.Refused(Refusal refusal) -> refused(desk, refusal);
        };
    }

    private static int refused(CountryDesk desk, Refusal refusal) {
        int code =
                desk.no(
                        "nothing has changed: check %s: %s, asked is %s"
                                .formatted(
                                        refusal.check().text(), refusal.figure(), refusal.limit()));
        for (Offence offence : refusal.offences()) {
            desk.err().println("  line " + offence.line() + ": " + offence.what());
        }
        if (refusal.check().isSkippable()) {
            desk.err().println("  --skip-check " + refusal.check().text() + " leaves it out");
        }
        return code;
    }
}
