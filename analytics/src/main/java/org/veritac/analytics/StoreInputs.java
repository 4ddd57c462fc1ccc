// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics;

import org.veritac.analytics.classify.Inputs;
import org.veritac.analytics.intake.FileKind;
import org.veritac.analytics.intake.Retention;
import org.veritac.analytics.store.CatalogueEntry;
import org.veritac.analytics.store.Part;
import org.veritac.analytics.store.Store;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What came into a store: operators' files as the catalogue has them, with the period in their
/// names; events by the files of their days; lists by their files, which are replaced when a row
/// changes.
final class StoreInputs implements Inputs {
    /// The lists that rules read.
    static final List<String> LISTS =
            List.of(
                    "models",
                    "stolen",
                    "registration",
                    "barred",
                    "barred_tacs",
                    "subscribers",
                    "associations",
                    "monitoring");

    private static final Pattern PERIOD = Pattern.compile(".*_([0-9]{8})_[0-9]{8}([.].*)?");
    private static final Pattern POSITION =
            Pattern.compile("imports ([0-9]{1,9}) file ([0-9]{1,18}) kept from (.*)");

    private final Store store;

    StoreInputs(Store store) {
        this.store = store;
    }

    @Override
    public String position() {
        long file = store.parts("events").stream().mapToLong(Part::number).max().orElse(0);
        return "imports %d file %d kept from %s".formatted(store.catalogue().size(), file, kept());
    }

    private String kept() {
        return store.setting(Retention.KEPT_FROM).orElse("ever");
    }

    @Override
    public Map<String, String> lists() {
        Map<String, String> marks = new TreeMap<>();
        for (String list : LISTS) {
            marks.put(
                    list,
                    store.parts(list).stream().map(Part::file).collect(Collectors.joining(" ")));
        }
        return marks;
    }

    @Override
    public OptionalInt firstDaySince(String position) {
        Matcher then = POSITION.matcher(position);
        if (!then.matches() || !then.group(3).equals(kept())) {
            return OptionalInt.of(Integer.MIN_VALUE);
        }
        IntStream uses =
                store.catalogue().stream()
                        .skip(Integer.parseInt(then.group(1)))
                        .filter(entry -> entry.kind().equals(FileKind.OPERATOR.text()))
                        .mapToInt(StoreInputs::firstDay);
        long file = Long.parseLong(then.group(2));
        IntStream events =
                store.parts("events").stream()
                        .filter(part -> part.number() > file)
                        .mapToInt(Part::period);
        return IntStream.concat(uses, events).min();
    }

    private static int firstDay(CatalogueEntry entry) {
        Matcher name = PERIOD.matcher(entry.name());
        return name.matches()
                ? (int)
                        LocalDate.parse(name.group(1), DateTimeFormatter.BASIC_ISO_DATE)
                                .toEpochDay()
                : Integer.MIN_VALUE;
    }
}
