// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.analytics.Country;
import org.veritac.analytics.classify.Classification;
import org.veritac.analytics.config.ConditionsFile;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.intake.FileKind;
import org.veritac.analytics.intake.ImportOptions;
import org.veritac.analytics.intake.ImportOrder;
import org.veritac.analytics.intake.Outcome;
import org.veritac.analytics.intake.Progress;
import org.veritac.analytics.publish.Lists;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.Set;

/// A country in a folder that a nation's files are imported into, one after the other, each written
/// just before and deleted just after.
final class NationAtWork implements Closeable {
    /// The day on which the lists came, before all use.
    private static final LocalDate LISTS = LocalDate.of(2026, 1, 1);

    /// The day on which all else happens.
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    private final Nation nation;
    private final NationFiles files;
    private final Configuration configuration;
    private final long engineBytes;
    private final Path data;
    private Country country;
    private long rows;

    /// @param days how far the rules of duplicates look back
    NationAtWork(Nation nation, Path folder, int days, long engineBytes) throws IOException {
        this.nation = nation;
        this.engineBytes = engineBytes;
        files = new NationFiles(nation, Files.createDirectories(folder));
        configuration = configuration(NationFiles.conditions(days));
        data = folder.resolve("data");
        country = open(LISTS);
    }

    private static Configuration configuration(String text) {
        return switch (ConditionsFile.parse(text)) {
            case ConditionsFile.Reading.Understood(var configuration, _) -> configuration;
            case ConditionsFile.Reading.Refused(var flaws) ->
                    throw new AssertionError("own conditions: " + flaws);
        };
    }

    private Country open(LocalDate day) throws IOException {
        var clock = Clock.fixed(day.atStartOfDay().toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        return Country.open(
                data, new Country.Means(clock, new SecureRandom(), "bench"), engineBytes);
    }

    /// Imports the lists. Only before anything else.
    void lists() throws IOException {
        take(FileKind.TAC, files.models(), ImportOptions.none());
        take(FileKind.STOLEN, files.stolen(), ImportOptions.none());
        take(FileKind.PAIRING, files.pairing(), ImportOptions.none());
        take(FileKind.REGISTRATION, files.registration(), ImportOptions.none());
        country.close();
        country = open(TODAY);
    }

    /// Imports what all operators saw in a month.
    void month(YearMonth month) throws IOException {
        days(month.atDay(1), month.atEndOfMonth());
    }

    /// Imports what all operators saw.
    ///
    /// @return what it took without writing the files
    Took days(LocalDate first, LocalDate last) throws IOException {
        Took all = Took.NOTHING;
        for (int operator = 0; operator < Nation.OPERATORS; operator++) {
            Path file = files.usage(operator, first, last);
            all =
                    all.and(
                            take(
                                    FileKind.OPERATOR,
                                    file,
                                    ImportOptions.of(NationFiles.operatorId(operator))));
        }
        return all;
    }

    /// Writes an operator's file to be imported later.
    Path write(int operator, LocalDate first, LocalDate last) throws IOException {
        return files.usage(operator, first, last);
    }

    /// Imports a file and deletes it.
    Took take(FileKind kind, Path file, ImportOptions options) throws IOException {
        var order = new ImportOrder(kind, file, options);
        Took took =
                Took.by(() -> {
                    Outcome outcome = country.take(order, configuration, Progress.NONE);
                    if (!(outcome instanceof Outcome.Imported(var entry))) {
                        throw new IOException("not taken: " + outcome);
                    }
                    if (kind == FileKind.OPERATOR) {
                        rows += entry.rows();
                    }
                });
        Files.delete(file);
        return took;
    }

    /// Applies the rules as of a day.
    Took classify(LocalDate asOf, Set<Classification.Option> options) throws IOException {
        var request =
                new Classification.Request(
                        configuration,
                        country.setting(configuration, asOf, false),
                        country.clock().instant(),
                        options);
        Classification classification = country.classification();
        return Took.by(() -> {
            var outcome = classification.run(request);
            if (!(outcome instanceof org.veritac.analytics.classify.Outcome.Done done)
                    || !done.whole()) {
                throw new IOException("the rules were not applied");
            }
        });
    }

    /// Makes the lists of a day with deltas from the last ones.
    Took lists(Path folder, LocalDate day) throws IOException {
        var request =
                new Lists.Request(
                        configuration,
                        country.setting(configuration, day, false),
                        country.clock().instant(),
                        OptionalInt.empty());
        Lists lists = country.lists();
        return Took.by(() -> lists.write(folder, request));
    }

    Nation nation() {
        return nation;
    }

    /// Rows of operators imported so far.
    long rows() {
        return rows;
    }

    long triplets() throws IOException {
        return number("SELECT COUNT(*) FROM uses");
    }

    long number(String query) throws IOException {
        return country.database().number(query);
    }

    /// All bytes of the store, the vault's included, for each triplet-month; lists left out.
    double bytesATriplet() throws IOException {
        long bytes = 0;
        for (String relation :
                new String[] {
                    "uses", "devices", "imsis", "msisdns", "malformed", "daily_counts", "vault"
                }) {
            bytes += bytes(data.resolve("analytics").resolve(relation));
        }
        return (double) bytes / triplets();
    }

    private static long bytes(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        long bytes = 0;
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        country.close();
    }
}
