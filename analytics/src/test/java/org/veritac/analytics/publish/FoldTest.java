// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.analytics.classify.Classification;
import org.veritac.analytics.classify.Run;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.rules.Radio;
import org.veritac.analytics.rules.Setting;
import org.veritac.analytics.sample.Conditions;
import org.veritac.analytics.sample.Nation;
import org.veritac.analytics.sample.TableLedger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// Five days with a run of each kind: numbers 1 to 10, odd ones classify.
final class FoldTest {
    private static final LocalDate FIRST = LocalDate.of(2016, 11, 1);
    private static final Configuration CONFIGURATION =
            Conditions.of(
                    """
                    conditions:
                      - label: stolen
                        dimensions: [{module: stolen_list}]
                        grace_period_days: 1
                        blocking: true
                        reason: Stolen
                        max_allowed_matching_ratio: 1
                    """);

    @TempDir private Path folder;
    private final Nation nation = new Nation().operator(0, "first").operator(1, "second");
    private final TableLedger ledger = TableLedger.in(nation.database());
    private final Classification classification =
            new Classification(nation.database(), ledger, nation);
    private final Lists lists = new Lists(nation.database(), ledger, nation);

    FoldTest() throws IOException {}

    @BeforeEach
    void fiveDaysOnWhichDevicesComeAndGo() throws IOException {
        for (int device = 1; device <= 5; device++) {
            nation.seen(
                    FIRST.toString(), 0, imei(device), "11101000000000" + device, "22100000000001");
            int from = (int) FIRST.toEpochDay() + device - 1;
            nation.row("stolen", nation.device(imei(device)), null, null, from, from + 3);
        }
        nation.settle();
        for (int day = 0; day < 5; day++) {
            classification.run(
                    new Classification.Request(CONFIGURATION, setting(day), at(day), Set.of()));
            lists.write(
                    folder,
                    new Lists.Request(CONFIGURATION, setting(day), at(day), OptionalInt.empty()));
        }
    }

    @AfterEach
    void close() throws IOException {
        nation.close();
    }

    @Test
    void whatStandsAfterTheRunsThatAreLeftIsAsItWas() throws IOException {
        Map<String, List<String>> before = seenFrom(6);
        assertThat(fold(3)).isEqualTo(4);
        assertThat(runs()).containsExactly(5, 6, 7, 8, 9, 10);
        assertThat(seenFrom(6)).isEqualTo(before);
        assertThat(nation.database().number("SELECT COUNT(*) FROM classification WHERE run < 5"))
                .isZero();
        assertThat(nation.database().number("SELECT COUNT(*) FROM blacklist WHERE run < 6"))
                .isZero();
        assertThat(lists.rewrite(folder, CONFIGURATION, 4, 0))
                .isEqualTo(new Lists.Outcome.NoSuchRun(4));
    }

    @Test
    void theNewestRunOfAKindNeverGoes() throws IOException {
        fold(100);
        assertThat(runs()).containsExactly(9, 10);
        assertThat(Run.next(nation.database())).isEqualTo(11);
    }

    @Test
    void foldedTwiceIsFoldedOnce() throws IOException {
        fold(3);
        Map<String, List<String>> before = seenFrom(6);
        assertThat(fold(3)).isZero();
        assertThat(seenFrom(6)).isEqualTo(before);
    }

    @Test
    void nothingIsFoldedWhereNothingIsOld() throws IOException {
        assertThat(fold(0)).isZero();
        assertThat(runs()).hasSize(10);
    }

    private int fold(int day) throws IOException {
        return new Fold(nation.database(), ledger).before(at(day));
    }

    private List<Integer> runs() throws IOException {
        return Run.all(nation.database()).stream().map(Run::number).toList();
    }

    /// All rows of classifications, all lists and their deltas from one run on.
    private Map<String, List<String>> seenFrom(int first) throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        for (int run = first; run <= 10; run++) {
            if (run % 2 == 1) {
                var rows = new ArrayList<String>();
                classification.standing(
                        run, (imei, condition, day) -> rows.add(imei + condition + day));
                found.put("run " + run, rows);
                continue;
            }
            lists.rewrite(folder, CONFIGURATION, run, first);
            for (String name :
                    List.of("blacklist", "blacklist_delta", "notifications_first_delta")) {
                found.put(run + name, Files.readAllLines(folder.resolve(name + ".csv")));
            }
        }
        return found;
    }

    private static Instant at(int day) {
        return FIRST.plusDays(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Setting setting(int day) {
        int asOf = (int) FIRST.toEpochDay() + day;
        return new Setting(asOf, asOf, false, CONFIGURATION.region(), new Radio(List.of()));
    }

    private static String imei(int device) {
        return "3500000000000" + device;
    }
}
