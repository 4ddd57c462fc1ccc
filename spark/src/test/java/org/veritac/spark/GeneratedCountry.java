// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.spark;

import org.veritac.analytics.Country;
import org.veritac.analytics.config.ConditionsFile;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.generate.Generator;
import org.veritac.analytics.generate.Nation;
import org.veritac.analytics.intake.Check;
import org.veritac.analytics.intake.FileKind;
import org.veritac.analytics.intake.ImportOptions;
import org.veritac.analytics.intake.ImportOrder;
import org.veritac.analytics.intake.Outcome;
import org.veritac.analytics.intake.Progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A generated nation as a store: lists of 20 October, use of 2 October to 10 November.
final class GeneratedCountry {
    static final LocalDate FIRST = LocalDate.parse("2026-10-02");
    static final LocalDate LISTED = LocalDate.parse("2026-10-20");
    static final LocalDate LAST = LocalDate.parse("2026-11-10");

    private static final String OCTOBER = "operator1_20261002_20261031.csv";
    private static final int SUBSCRIBERS = 3000;
    private static final int DAYS = 40;

    private final Path folder;
    private final Path files;

    private GeneratedCountry(Path folder) {
        this.folder = folder;
        this.files = folder.resolve("nation");
    }

    /// Generates and imports.
    static GeneratedCountry in(Path folder) throws IOException {
        var country = new GeneratedCountry(folder);
        Generator.write(new Nation(5, SUBSCRIBERS, FIRST, DAYS, true), country.files, (_, _) -> {});
        country.addRareThings();
        country.takeLists();
        country.takeUse();
        return country;
    }

    /// A few rows of what a small nation happens not to have.
    private void addRareThings() throws IOException {
        List<String> seen = Files.readAllLines(files.resolve(OCTOBER)).subList(1, 4);
        String imei = seen.getFirst().split(",")[1].substring(0, 14);
        Files.writeString(
                files.resolve("monitoring_list.csv"),
                seen.stream()
                        .map(row -> row.split(",")[1] + "\n")
                        .collect(Collectors.joining("", "imei\n", "")));
        Files.writeString(files.resolve("barred_list.csv"), imei + "\n", StandardOpenOption.APPEND);
        Files.writeString(
                files.resolve("barred_tac_list.csv"), "tac\n" + imei.substring(0, 8) + "\n");
        Files.writeString(
                files.resolve("events_20261107.csv"),
                """
                time,imei,svn,imsi,msisdn,mcc,mnc,cell,lat,lon,attached_s
                2026-11-07T08:00:00Z,%1$s,01,410019900000001,,410,01,7,33.7,73.1,
                2026-11-07T09:00:00Z,%1$s,01,410019900000002,,262,01,8,52.5,13.4,
                """
                        .formatted(imei));
    }

    private void takeLists() throws IOException {
        Map<FileKind, String> lists = new LinkedHashMap<>();
        lists.put(FileKind.TAC, "gsma_tac.txt");
        lists.put(FileKind.STOLEN, "stolen_list.csv");
        lists.put(FileKind.REGISTRATION, "registration_list.csv");
        lists.put(FileKind.PAIRING, "pairing_list.csv");
        lists.put(FileKind.BARRED, "barred_list.csv");
        lists.put(FileKind.BARRED_TAC, "barred_tac_list.csv");
        lists.put(FileKind.SUBSCRIBERS, "subscribers_registration_list.csv");
        lists.put(FileKind.ASSOCIATION, "device_association_list.csv");
        lists.put(FileKind.MONITORING, "monitoring_list.csv");
        try (Country country = open(LISTED)) {
            for (var list : lists.entrySet()) {
                take(country, list.getKey(), files.resolve(list.getValue()));
            }
        }
    }

    /// October of one operator comes in two files, so that its rows have to be united.
    private void takeUse() throws IOException {
        List<String> rows = Files.readAllLines(files.resolve(OCTOBER));
        var again = new ArrayList<>(rows.subList(0, rows.size() / 5));
        again.replaceAll(row -> row.replace("20261003,", "20261005,"));
        again.add("20261015,00101700000001,410010000000099,923000000099,002");
        again.add("20261016,35000000000001,410990000000001,923000000098,002");
        Path file = folder.resolve("operator1_20261001_20261031.csv");
        Files.write(file, again);
        try (Country country = open(LAST.plusDays(2));
                var all = Files.list(files)) {
            for (Path other : all.sorted().toList()) {
                String name = String.valueOf(other.getFileName());
                if (name.startsWith("operator")) {
                    take(country, FileKind.OPERATOR, other);
                } else if (name.startsWith("events")) {
                    take(country, FileKind.EVENTS, other);
                }
            }
            take(country, FileKind.OPERATOR, file);
        }
    }

    private static void take(Country country, FileKind kind, Path file) throws IOException {
        var skipped = Set.of(Check.HISTORIC_IMEI, Check.HISTORIC_IMSI, Check.HISTORIC_MSISDN);
        var options = ImportOptions.none();
        Outcome outcome =
                country.take(
                        new ImportOrder(
                                kind,
                                file,
                                kind == FileKind.OPERATOR ? options.without(skipped) : options),
                        null,
                        Progress.NONE);
        if (!(outcome instanceof Outcome.Imported)) {
            throw new AssertionError(file + " " + outcome);
        }
    }

    /// Opens it on a day.
    Country open(LocalDate day) throws IOException {
        Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return Country.open(
                folder,
                new Country.Means(Clock.fixed(noon, ZoneOffset.UTC), new SecureRandom(), "tester"));
    }

    /// Where the store is.
    Path directory() {
        return folder;
    }

    /// A conditions file, with the nation's operators, that the command line can read.
    Path conditions(String blocks) throws IOException {
        Path file = folder.resolve("conditions.yml");
        Files.writeString(file, blocks + Files.readString(files.resolve("region.yaml")));
        return file;
    }

    /// The same, read.
    Configuration configuration(String blocks) throws IOException {
        return switch (ConditionsFile.read(conditions(blocks))) {
            case ConditionsFile.Reading.Understood(var configuration, _) -> configuration;
            case ConditionsFile.Reading.Refused(var flaws) ->
                    throw new IllegalArgumentException(flaws.toString());
        };
    }
}
