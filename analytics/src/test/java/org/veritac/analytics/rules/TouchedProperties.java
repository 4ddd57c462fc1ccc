// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.analytics.classify.Classification;
import org.veritac.analytics.classify.Inputs;
import org.veritac.analytics.classify.Outcome;
import org.veritac.analytics.config.Condition;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.config.Dimension;
import org.veritac.analytics.config.OperatorLimits;
import org.veritac.analytics.config.Period;
import org.veritac.analytics.sample.Conditions;
import org.veritac.analytics.sample.Nation;
import org.veritac.analytics.sample.TableLedger;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A run that decides what was touched leaves nothing for one that decides all anew: days come in
/// random order, several at once, ahead of the run and late; lists turn and change; the day of the
/// run goes forward over the ends of months and windows.
final class TouchedProperties {
    private static final int FROM = Nation.day("2016-10-10");
    private static final int DAYS = 40;
    private static final int STEPS = 7;
    private static final List<String> LISTS =
            List.of(
                    "models",
                    "stolen",
                    "registration",
                    "barred",
                    "barred_tacs",
                    "subscribers",
                    "associations",
                    "monitoring");

    private final Random random = new Random();
    private int asOf = FROM + DAYS - 1;
    private boolean late;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatWasTouchedIsAllThatChanges(long seed) throws IOException {
        random.setSeed(seed);
        int followed = 0;
        try (Nation nation = Countries.random(random, FROM, DAYS)) {
            events(nation, FROM, asOf, 60);
            Configuration configuration = configuration();
            var classification = classification(nation);
            run(classification, configuration, Set.of());
            for (int step = 0; step < STEPS; step++) {
                int gap = change(nation);
                Outcome.Done run = run(classification, configuration, Set.of());
                assertThat(anew(classification, configuration).findings())
                        .as("seed %d, step %d, as of %s", seed, step, LocalDate.ofEpochDay(asOf))
                        .isEqualTo(run.findings().stream().map(TouchedProperties::still).toList());
                assertThat(run.redecided().isEmpty()).isEqualTo(late || gap > Touched.DAYS_MAX);
                followed += run.redecided().isPresent() ? 1 : 0;
            }
        }
        assertThat(followed).isPositive();
    }

    @Test
    void aDayIsFollowedForAWeek() throws IOException {
        try (Nation nation = Countries.random(random, FROM, DAYS)) {
            Configuration configuration = configuration();
            var classification = classification(nation);
            assertThat(run(classification, configuration, Set.of()).redecided()).isEmpty();
            asOf += Touched.DAYS_MAX;
            assertThat(run(classification, configuration, Set.of()).redecided()).isPresent();
            asOf += Touched.DAYS_MAX + 1;
            assertThat(run(classification, configuration, Set.of()).redecided()).isEmpty();
            asOf--;
            assertThat(run(classification, configuration, Set.of()).redecided()).isEmpty();
        }
    }

    /// Only what texts name is read of the touched devices: alone, a rule's text has to name all.
    @Test
    void eachDimensionIsFollowedAlone() throws IOException {
        random.setSeed(3);
        try (Nation nation = Countries.random(random, FROM, DAYS)) {
            events(nation, FROM, asOf + 30, 90);
            uses(nation, asOf + 1, asOf + 30, 100);
            nation.settle();
            var classification = classification(nation);
            Set<Classification.Option> another = EnumSet.of(Classification.Option.NO_SANITY_CHECK);
            for (Dimension dimension : dimensions()) {
                var configuration = configuration(List.of(condition("alone", List.of(dimension))));
                run(classification, configuration, another);
                asOf++;
                Outcome.Done run = run(classification, configuration, Set.of());
                assertThat(run.redecided()).isPresent();
                assertThat(anew(classification, configuration).findings())
                        .as("%s", dimension)
                        .isEqualTo(run.findings().stream().map(TouchedProperties::still).toList());
            }
        }
    }

    private static Classification classification(Nation nation) throws IOException {
        return new Classification(
                new DuckDbEngine(nation.database()),
                TableLedger.in(nation.database()),
                nation,
                new Counted(nation));
    }

    private Outcome.Done anew(Classification classification, Configuration configuration)
            throws IOException {
        return run(
                classification,
                configuration,
                EnumSet.of(Classification.Option.ANEW, Classification.Option.DRY_RUN));
    }

    private static Outcome.Finding still(Outcome.Finding finding) {
        return new Outcome.Finding(
                finding.condition(),
                finding.matched(),
                finding.known(),
                finding.refused(),
                0,
                0,
                0);
    }

    /// Lets some days go by.
    ///
    /// @return how many
    private int change(Nation nation) throws IOException {
        int gap = random.nextInt(5) == 0 ? Touched.DAYS_MAX + random.nextInt(2) : random.nextInt(4);
        late = random.nextInt(7) == 0;
        uses(nation, asOf + 1, asOf + gap + 3, 20);
        events(nation, asOf + 1, asOf + gap + 2, 12);
        if (late) {
            uses(nation, asOf - 20, asOf, 5);
            uses(nation, asOf, asOf, 1);
        }
        if (random.nextInt(4) == 0) {
            nation.row("stolen", nation.device("35000000000001"), null, null, asOf + 1, null);
            nation.registered("35000001000003", "whitelist", asOf - 3, null);
        }
        asOf += gap;
        nation.settle();
        return gap;
    }

    private void uses(Nation nation, int from, int to, int rows) {
        for (int i = 0; i < rows; i++) {
            String imei =
                    random.nextInt(6) == 0
                            ? "3500000" + random.nextInt(4) + "0001" + (10 + random.nextInt(90))
                            : random.nextInt(3) == 0
                                    ? "3500000900000" + random.nextInt(3)
                                    : "3500000" + random.nextInt(4) + "00000" + random.nextInt(5);
            nation.seen(
                    date(from + random.nextInt(to - from + 1)),
                    random.nextInt(3),
                    imei.substring(0, Math.min(14, imei.length())),
                    "1110" + (10 + random.nextInt(2)) + "00000000" + random.nextInt(6),
                    "22100000000" + random.nextInt(6) * 2,
                    random.nextInt(32));
        }
    }

    private void events(Nation nation, int from, int to, int rows) throws IOException {
        for (int i = 0; i < rows; i++) {
            nation.row(
                    "events",
                    from + random.nextInt(to - from + 1),
                    random.nextInt(86_400),
                    nation.device("3500000" + random.nextInt(4) + "00000" + random.nextInt(5)),
                    random.nextInt(4),
                    random.nextInt(6),
                    null,
                    random.nextInt(4) == 0 ? 222 : 111,
                    1,
                    (long) random.nextInt(4),
                    20 + random.nextInt(30) / 1.0,
                    20 + random.nextInt(30) / 1.0,
                    random.nextInt(100));
        }
    }

    private static String date(int day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    private Outcome.Done run(
            Classification classification,
            Configuration configuration,
            Set<Classification.Option> options)
            throws IOException {
        var setting = new Setting(asOf, asOf, false, configuration.region(), Countries.RADIO);
        return (Outcome.Done)
                classification.run(
                        new Classification.Request(configuration, setting, Instant.EPOCH, options));
    }

    /// Each dimension alone, inverted or sticky by chance, and each with the one before it.
    private Configuration configuration() {
        List<Dimension> dimensions = dimensions();
        var conditions = new ArrayList<Condition>();
        for (int i = 0; i < dimensions.size(); i++) {
            conditions.add(condition("alone" + i, List.of(dimensions.get(i))));
            if (i % 3 == 1) {
                conditions.add(condition("both" + i, dimensions.subList(i - 1, i + 1)));
            }
        }
        return configuration(conditions);
    }

    private static Configuration configuration(List<Condition> conditions) {
        Configuration rest = Conditions.of("");
        return new Configuration(
                Countries.region(true),
                conditions,
                OperatorLimits.defaults(),
                Map.of(),
                rest.lists(),
                rest.amnesty(),
                rest.retention());
    }

    private Condition condition(String label, List<Dimension> dimensions) {
        BigDecimal most = random.nextInt(8) == 0 ? new BigDecimal("0.4") : BigDecimal.TEN;
        return new Condition(
                label,
                dimensions.stream()
                        .map(dimension -> new Condition.Use(dimension, random.nextInt(4) == 0))
                        .toList(),
                3,
                true,
                random.nextInt(4) == 0,
                label,
                most,
                false);
    }

    private List<Dimension> dimensions() {
        Period days = Period.ofDays(random.nextInt(1, 35));
        var period = random.nextBoolean() ? days : new Period(1, true);
        int back = random.nextInt(1, 35);
        var delays = new TreeMap<Integer, Integer>(Map.of(35, 1 + random.nextInt(20)));
        return List.of(
                new Dimension.GsmaNotFound(delays),
                new Dimension.StolenList(),
                new Dimension.DuplicateThreshold(2 + random.nextInt(2), period, false),
                new Dimension.DuplicateThreshold(2, days, true),
                new Dimension.DuplicateThreshold(1, days, false),
                new Dimension.DuplicateDailyAverage(new BigDecimal("1.2"), period, 2, false),
                new Dimension.DuplicateDailyAverage(BigDecimal.ONE, days, 3, true),
                new Dimension.DuplicateDailyAverage(new BigDecimal("1.3"), days, 1, true),
                new Dimension.DailyAverageUid(new BigDecimal("1.1"), period, 1),
                new Dimension.TransientImei(random.nextInt(1, 6), 1),
                new Dimension.MalformedImei(),
                new Dimension.IsTestTac(),
                new Dimension.IsBarredTac(),
                new Dimension.ExistsInBarredList(),
                new Dimension.ExistsInMonitoringList(random.nextInt(9)),
                new Dimension.NotOnRegistrationList(),
                new Dimension.NotOnAssociationList(),
                new Dimension.InconsistentRat(),
                new Dimension.UsedByDirbsSubscriber(back),
                new Dimension.UsedByLocalNonDirbsRoamer(back),
                new Dimension.UsedByInternationalRoamer(back),
                new Dimension.SimultaneousUse(back, 900, 50),
                new Dimension.SameDayCountries(back, 1),
                new Dimension.SameDayOperators(back, 1),
                new Dimension.ForeignSvn(back, 1, new BigDecimal("0.6")),
                new Dimension.RadioBeyondModel(back),
                new Dimension.SimBox(back, 2, 3));
    }

    /// What came in, by how many rows there are.
    private record Counted(Nation nation) implements Inputs {
        @Override
        public String position() {
            return nation.seen().size() + "," + nation.rows("events").size();
        }

        @Override
        public Map<String, String> lists() {
            Map<String, String> marks = new TreeMap<>();
            LISTS.forEach(list -> marks.put(list, "" + nation.rows(list).size()));
            return marks;
        }

        @Override
        public OptionalInt firstDaySince(String position) {
            String[] rows = position.split(",", 2);
            IntStream uses =
                    nation.seen().stream().skip(Long.parseLong(rows[0])).mapToInt(Nation.Seen::day);
            Stream<Object[]> events = nation.rows("events").stream().skip(Long.parseLong(rows[1]));
            return IntStream.concat(uses, events.mapToInt(row -> (Integer) row[0])).min();
        }
    }
}
