// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.rules.Radio;
import org.veritac.analytics.rules.Setting;
import org.veritac.analytics.sample.Conditions;
import org.veritac.analytics.sample.Nation;
import org.veritac.analytics.sample.TableLedger;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

final class ClassificationTest {
    private static final String AMNESTY =
            """
            amnesty:
              amnesty_enabled: true
              evaluation_period_end_date: 20161110
              amnesty_period_end_date: %s
            conditions:
              - label: stolen
                dimensions: [{module: stolen_list}]
                grace_period_days: 5
                blocking: true
                amnesty_eligible: true
                max_allowed_matching_ratio: 1.0
                reason: Stolen
            """;

    private final Nation nation;
    private final Classification classification;

    ClassificationTest() throws IOException {
        nation = new Nation().operator(0, "first").operator(1, "second");
        classification =
                new Classification(nation.database(), TableLedger.in(nation.database()), nation);
    }

    @BeforeEach
    void threeDevicesOfWhichOneIsStolen() throws IOException {
        nation.seen("2016-11-01", 0, "35000000000001", "111010000000001", "22100000000001")
                .seen("2016-11-01", 0, "35000000000002", "111010000000002", "22100000000002")
                .seen("2016-11-02", 1, "35000000000003", "111020000000003", "22100000000003")
                .settle();
        stolen("35000000000001", "2016-11-01", null);
    }

    @AfterEach
    void close() throws IOException {
        nation.close();
    }

    @Test
    void aBlockDateIsTheFirstMatchAndTheGrace() throws IOException {
        run(stolen(10, true, false), "2016-11-05");
        assertThat(rows()).containsExactly("35000000000001 stolen 20161115");
    }

    @Test
    void aBlockDateStaysWhenTheGraceChanges() throws IOException {
        run(stolen(10, true, false), "2016-11-05");
        anyway(stolen(90, true, false), "2016-11-06");
        assertThat(rows()).containsExactly("35000000000001 stolen 20161115");
    }

    @Test
    void switchingBlockingOffClearsTheDateAndOnSetsItAnew() throws IOException {
        run(stolen(10, true, false), "2016-11-05");
        anyway(stolen(10, false, false), "2016-11-06");
        assertThat(rows()).containsExactly("35000000000001 stolen none");
        anyway(stolen(10, true, false), "2016-11-07");
        assertThat(rows()).containsExactly("35000000000001 stolen 20161117");
    }

    @Test
    void aDeviceThatNoLongerMatchesLosesTheConditionAndBeginsAnewLater() throws IOException {
        stolen("35000000000002", "2016-11-01", "2016-11-07");
        stolen("35000000000002", "2016-11-09", null);
        Configuration configuration = stolen(10, true, false);
        run(configuration, "2016-11-06");
        run(configuration, "2016-11-07");
        assertThat(rows()).containsExactly("35000000000001 stolen 20161116");
        run(configuration, "2016-11-09");
        assertThat(rows())
                .containsExactly(
                        "35000000000001 stolen 20161116", "35000000000002 stolen 20161119");
    }

    @Test
    void aStickyConditionIsNotLost() throws IOException {
        stolen("35000000000002", "2016-11-01", "2016-11-07");
        Configuration configuration = stolen(10, true, true);
        run(configuration, "2016-11-06");
        run(configuration, "2016-11-07");
        assertThat(rows())
                .containsExactly(
                        "35000000000001 stolen 20161116", "35000000000002 stolen 20161116");
    }

    @Test
    void aConditionThatMatchesTooManyIsRefusedAndTheOthersGoOn() throws IOException {
        Configuration configuration =
                Conditions.of(
                        """
                        conditions:
                          - label: everything
                            dimensions: [{module: stolen_list, invert: true}]
                            max_allowed_matching_ratio: 0.66
                          - label: stolen
                            dimensions: [{module: stolen_list}]
                            max_allowed_matching_ratio: 0.34
                        """);
        Outcome.Done done = run(configuration, "2016-11-05");
        assertThat(done.whole()).isFalse();
        assertThat(done.findings())
                .extracting(Outcome.Finding::refused)
                .containsExactly(true, false);
        assertThat(done.findings().getFirst())
                .hasToString("everything: refused, 2 of 3 devices match");
        assertThat(rows()).containsExactly("35000000000001 stolen none");
    }

    @Test
    void exactlyTheAllowedRatioIsAllowed() throws IOException {
        Outcome.Done done =
                run(
                        Conditions.of(
                                """
                                conditions:
                                  - label: malformed
                                    dimensions: [{module: malformed_imei}]
                                    max_allowed_matching_ratio: 0
                                """),
                        "2016-11-05");
        assertThat(done.whole()).isTrue();
    }

    @Test
    void withoutTheSafetyCheckNothingIsRefused() throws IOException {
        Configuration configuration =
                Conditions.of(
                        """
                        conditions:
                          - label: stolen
                            dimensions: [{module: stolen_list}]
                        """);
        assertThat(run(configuration, "2016-11-05").whole()).isFalse();
        assertThat(run(configuration, "2016-11-05", Classification.Option.NO_SAFETY_CHECK).whole())
                .isTrue();
    }

    @Test
    void anotherConfigurationThanThatOfTheLastRunIsRefusedWithTheDifference() throws IOException {
        run(stolen(10, true, false), "2016-11-05");
        Outcome outcome = classification.run(request(stolen(11, true, false), "2016-11-06"));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.ConfigurationChanged.class,
                        changed ->
                                assertThat(changed.differences())
                                        .hasSize(2)
                                        .anyMatch(line -> line.contains("graceDays=11"))
                                        .anyMatch(line -> line.contains("graceDays=10")));
    }

    @Test
    void dimensionsIntersectAndInvert() throws IOException {
        run(
                Conditions.of(
                        """
                        conditions:
                          - label: both
                            max_allowed_matching_ratio: 1
                            dimensions:
                              - {module: stolen_list, invert: true}
                              - module: used_by_dirbs_subscriber
                                parameters: {lookback_days: 4}
                        """),
                "2016-11-05");
        assertThat(rows()).containsExactly("35000000000003 both none");
    }

    @Test
    void anAsOfDateSeesTheListsOfThatDay() throws IOException {
        stolen("35000000000002", "2016-11-05", null);
        run(stolen(0, true, false), "2016-11-04");
        assertThat(rows()).containsExactly("35000000000001 stolen 20161104");
    }

    @Test
    void strictlyListsAreReadAsTheyStandNow() throws IOException {
        stolen("35000000000002", "2016-11-05", null);
        Configuration configuration = stolen(0, true, false);
        var setting =
                new Setting(
                        Nation.day("2016-11-04"),
                        0,
                        true,
                        configuration.region(),
                        new Radio(List.of()));
        classification.run(
                new Classification.Request(configuration, setting, Instant.EPOCH, Set.of()));
        assertThat(rows())
                .containsExactly(
                        "35000000000001 stolen 20161104", "35000000000002 stolen 20161104");
    }

    @Test
    void amnestyIsGrantedThenDatedThenKept() throws IOException {
        Configuration configuration = Conditions.of(AMNESTY.formatted("20161130"));
        run(configuration, "2016-11-10");
        assertThat(rows()).containsExactly("35000000000001 stolen none");
        stolen("35000000000002", "2016-11-11", null);
        run(configuration, "2016-11-11");
        assertThat(rows())
                .containsExactly(
                        "35000000000001 stolen 20161130", "35000000000002 stolen 20161116");
        run(configuration, "2016-12-05");
        assertThat(rows())
                .containsExactly(
                        "35000000000001 stolen 20161130", "35000000000002 stolen 20161116");
    }

    @Test
    void theBlockDateFollowsTheEndOfTheAmnestyWhileItLasts() throws IOException {
        run(Conditions.of(AMNESTY.formatted("20161130")), "2016-11-10");
        run(
                Conditions.of(AMNESTY.formatted("20161130")),
                "2016-11-11",
                Classification.Option.NO_SANITY_CHECK);
        anyway(Conditions.of(AMNESTY.formatted("20161215")), "2016-11-12");
        assertThat(rows()).containsExactly("35000000000001 stolen 20161215");
    }

    @Test
    void aDryRunKeepsNothingAndSaysWhatWouldStand() throws IOException {
        Outcome.Done done =
                run(stolen(10, true, false), "2016-11-05", Classification.Option.DRY_RUN);
        assertThat(done.run()).isZero();
        assertThat(rows()).containsExactly("35000000000001 stolen 20161115");
        assertThat(Run.all(nation.database())).isEmpty();
    }

    @Test
    void aForecastCountsByOperatorBrandAndAge() throws IOException {
        nation.row(
                "models", 35000000, "Maker", "M1", "Brand", null, null, null, null, 0, null, null,
                0, null);
        Configuration configuration = stolen(10, true, false);
        run(configuration, "2016-12-05", Classification.Option.DRY_RUN);
        assertThat(Forecast.of(nation.database(), setting(configuration, "2016-12-05"), 60))
                .containsExactly(
                        new Forecast.Line(
                                "stolen", "first", "Brand", Forecast.Age.UNDER_180_DAYS, 1));
    }

    @Test
    void anyPastRunCanBeRecalled() throws IOException {
        stolen("35000000000002", "2016-11-06", null);
        Configuration configuration = stolen(10, true, false);
        Outcome.Done first = run(configuration, "2016-11-05");
        Outcome.Done second = run(configuration, "2016-11-06");
        assertThat(rows(first.run())).containsExactly("35000000000001 stolen 20161115");
        assertThat(rows(second.run())).hasSize(2);
        assertThat(second.findings().getFirst())
                .hasToString("stolen: 2 match, 1 added, 0 changed, 0 ended");
    }

    @Test
    void theLastDayOfAnEmptyCountryIsUnknown() throws IOException {
        assertThat(Classification.lastDay(nation.database())).isEqualTo(Nation.day("2016-11-02"));
        try (Nation empty = new Nation()) {
            assertThat(Classification.lastDay(empty.database())).isNull();
        }
    }

    private void stolen(String imei, String from, @Nullable String to) throws IOException {
        nation.row(
                "stolen",
                nation.device(imei),
                null,
                null,
                Nation.day(from),
                to == null ? null : Nation.day(to));
    }

    private static Configuration stolen(int grace, boolean blocking, boolean sticky) {
        return Conditions.of(
                """
                conditions:
                  - label: stolen
                    dimensions: [{module: stolen_list}]
                    grace_period_days: %s
                    blocking: %s
                    sticky: %s
                    max_allowed_matching_ratio: 1.0
                    reason: Stolen
                """
                        .formatted(grace, blocking, sticky));
    }

    private Outcome.Done run(
            Configuration configuration, String day, Classification.Option... options)
            throws IOException {
        var request =
                new Classification.Request(
                        configuration, setting(configuration, day), Instant.EPOCH, Set.of(options));
        return (Outcome.Done) classification.run(request);
    }

    private void anyway(Configuration configuration, String day) throws IOException {
        run(configuration, day, Classification.Option.NO_SANITY_CHECK);
    }

    private static Classification.Request request(Configuration configuration, String day) {
        return new Classification.Request(
                configuration, setting(configuration, day), Instant.EPOCH, Set.of());
    }

    private static Setting setting(Configuration configuration, String day) {
        return new Setting(
                Nation.day(day),
                Nation.day(day),
                false,
                configuration.region(),
                new Radio(List.of()));
    }

    private List<String> rows() throws IOException {
        var rows = new ArrayList<String>();
        classification.standing((imei, condition, day) -> rows.add(row(imei, condition, day)));
        return rows;
    }

    private List<String> rows(int run) throws IOException {
        var rows = new ArrayList<String>();
        classification.standing(run, (imei, condition, day) -> rows.add(row(imei, condition, day)));
        return rows;
    }

    private static String row(String imei, String condition, @Nullable Integer day) {
        String date =
                day == null
                        ? "none"
                        : LocalDate.ofEpochDay(day).format(DateTimeFormatter.BASIC_ISO_DATE);
        return imei + " " + condition + " " + date;
    }
}
