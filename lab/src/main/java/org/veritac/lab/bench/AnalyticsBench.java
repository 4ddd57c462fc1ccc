// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.analytics.classify.Classification;
import org.veritac.analytics.intake.FileKind;
import org.veritac.analytics.intake.ImportOptions;
import org.veritac.analytics.store.StoreSettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/// How fast the country's picture takes files in, applies rules, makes lists and follows a day.
@Command(
        name = "analytics",
        header = "Time imports, rules, lists and one more day of the country's picture.",
        description = {
            "A made-up nation of four operators; every file is imported with all checks. One line a"
                    + " figure,",
            "medians of rounds. Rules: unallocated TAC, stolen, two of duplicates, unregistered.",
            "--large adds months of many rows in a process of its own with little memory."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac bench analytics",
            "  ./veritac bench analytics --only rules,lists --triplets 500000",
            "  ./veritac bench analytics --only large --work /var/tmp"
        })
final class AnalyticsBench implements Callable<Integer> {
    /// What can be measured.
    enum Figure {
        IMPORT,
        RULES,
        LISTS,
        DAY,
        LARGE
    }

    private static final Set<Classification.Option> ANEW =
            Set.of(Classification.Option.ANEW, Classification.Option.DRY_RUN);
    private static final int USES = 10;
    private static final int USES_OF_WINDOW = 3;
    private static final int IMPORT_ROUNDS = 3;
    private static final int DAYS = 30;
    private static final int WINDOW_DAYS = 110;
    private static final int WINDOW_MONTHS = 4;
    private static final YearMonth FIRST = YearMonth.of(2026, 3);
    private static final YearMonth LAST = YearMonth.of(2026, 6);

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "FIGURE",
            description = "of ${COMPLETION-CANDIDATES} (default: all but LARGE)")
    private Set<Figure> only = EnumSet.of(Figure.IMPORT, Figure.RULES, Figure.LISTS, Figure.DAY);

    @Option(names = "--large", description = "months of many rows too")
    private boolean large;

    @Option(names = "--rows", description = "rows of the import (default: ${DEFAULT-VALUE})")
    private int rows = 5_000_000;

    @Option(names = "--triplets", description = "for rules and lists (default: ${DEFAULT-VALUE})")
    private int triplets = 1_100_000;

    @Option(
            names = "--window",
            description = "triplets before the one more day (default: ${DEFAULT-VALUE})")
    private int window = 20_000_000;

    @Option(names = "--large-rows", description = "rows of --large (default: ${DEFAULT-VALUE})")
    private int largeRows = 200_000_000;

    @Option(names = "--rounds", description = "rounds (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--work", description = "where to put files (default: ${DEFAULT-VALUE})")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--large-here", hidden = true)
    private boolean largeHere;

    @Override
    public Integer call() throws IOException {
        Machine.say("%s", Machine.line());
        if (largeHere) {
            Machine.inFolder(work, folder -> new LargeNation(largeRows).measure(folder));
            return 0;
        }
        Machine.inFolder(work, this::measure);
        if (large || only.contains(Figure.LARGE)) {
            return LargeNation.inOwnProcess(
                    List.of("--large-rows", "" + largeRows, "--work", work.toString()));
        }
        return 0;
    }

    private void measure(Path folder) throws IOException {
        if (only.contains(Figure.IMPORT)) {
            imports(folder.resolve("import"));
        }
        if (only.contains(Figure.RULES) || only.contains(Figure.LISTS)) {
            rulesAndLists(folder.resolve("rules"));
        }
        if (only.contains(Figure.DAY)) {
            oneMoreDay(folder.resolve("day"));
        }
    }

    /// A month of one operator into an empty country that knows the models.
    private void imports(Path folder) throws IOException {
        var all = new ArrayList<Took>();
        long imported = 0;
        for (int round = 0; round < IMPORT_ROUNDS; round++) {
            var nation = new Nation(rows / USES * Nation.OPERATORS, USES);
            try (var country = country(nation, folder.resolve("round" + round), DAYS)) {
                country.lists();
                LocalDate first = LocalDate.of(2026, 4, 1);
                Path file = country.write(0, first, first.plusDays(DAYS - 1));
                all.add(country.take(FileKind.OPERATOR, file, ImportOptions.of("operator1")));
                imported = country.rows();
            }
        }
        Machine.say(
                "import: %,d rows of an operator validated and imported in %s",
                imported, Took.median(all));
    }

    /// Two months, rules that look back 30 days.
    private void rulesAndLists(Path folder) throws IOException {
        var nation = new Nation(triplets / 2, USES);
        try (var country = country(nation, folder, DAYS)) {
            country.lists();
            country.month(LAST.minusMonths(1));
            country.month(LAST);
            Machine.say(
                    "disk: %.1f bytes a triplet-month with the vault (%,d triplet-months, %,d"
                            + " rows)",
                    country.bytesATriplet(), country.triplets(), country.rows());
            if (only.contains(Figure.RULES)) {
                rules(country);
            }
            if (only.contains(Figure.LISTS)) {
                lists(country, folder.resolve("lists"));
            }
        }
    }

    private void rules(NationAtWork country) throws IOException {
        var all = new ArrayList<Took>();
        for (int round = -1; round < rounds; round++) {
            Took took = country.classify(LAST.atDay(15), ANEW);
            if (round >= 0) {
                all.add(took);
            }
        }
        Machine.say(
                "rules: five over %,d triplet-months in %s", country.triplets(), Took.median(all));
    }

    /// Each round a day and its rules go by, so that the lists have changed.
    private void lists(NationAtWork country, Path folder) throws IOException {
        var all = new ArrayList<Took>();
        for (int round = -1; round < rounds; round++) {
            LocalDate day = LAST.atDay(16 + round);
            country.classify(day, Set.of());
            Took took = country.lists(folder, day.plusDays(round));
            if (round >= 0) {
                all.add(took);
            }
        }
        Machine.say(
                "lists: whole and changes for %d operators in %s (%,d blocked, %,d notified, %,d"
                        + " excepted)",
                Nation.OPERATORS,
                Took.median(all),
                country.number("SELECT COUNT(*) FROM new_blacklist"),
                country.number("SELECT COUNT(*) FROM new_notifications"),
                country.number("SELECT COUNT(*) FROM new_exceptions"));
    }

    /// Four months but for some days; then a day at a time, classified by what it touched and as a
    /// whole.
    private void oneMoreDay(Path folder) throws IOException {
        var nation = new Nation(window / WINDOW_MONTHS, USES_OF_WINDOW);
        try (var country = country(nation, folder, WINDOW_DAYS)) {
            country.lists();
            for (YearMonth month = FIRST; month.isBefore(LAST); month = month.plusMonths(1)) {
                country.month(month);
            }
            LocalDate day = LAST.atEndOfMonth().minusDays(rounds + 1L);
            country.days(LAST.atDay(1), day);
            Machine.say(
                    "disk: %.1f bytes a triplet-month with the vault (%,d triplet-months, %,d"
                            + " rows)",
                    country.bytesATriplet(), country.triplets(), country.rows());
            country.classify(day, Set.of());
            var imports = new ArrayList<Took>();
            var whole = new ArrayList<Took>();
            var touched = new ArrayList<Took>();
            long before = country.rows();
            for (int round = -1; round < rounds; round++) {
                day = day.plusDays(1);
                Took taken = country.days(day, day);
                Took full = country.classify(day, ANEW);
                Took one = country.classify(day, Set.of());
                if (round >= 0) {
                    imports.add(taken);
                    whole.add(full);
                    touched.add(one);
                }
            }
            Machine.say(
                    "day: one more of %,d rows over %,d triplet-months in %s, all anew in %s: %.3f"
                            + " of it; imported before in %s",
                    (country.rows() - before) / (rounds + 1),
                    country.triplets(),
                    Took.median(touched),
                    Took.median(whole),
                    Took.median(touched).seconds() / Took.median(whole).seconds(),
                    Took.median(imports));
        }
    }

    private static NationAtWork country(Nation nation, Path folder, int days) throws IOException {
        return new NationAtWork(nation, folder, days, StoreSettings.MEMORY_BYTES);
    }
}
