// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.veritac.analytics.rules.Asked.ONE;
import static org.veritac.analytics.rules.Asked.TWO;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.veritac.analytics.sample.Nation;

import java.io.IOException;
import java.util.List;

/// Each of DIRBS's dimensions at its borders.
final class DimensionTest {
    private final Asked country = new Asked();

    DimensionTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        country.close();
    }

    @Test
    void gsmaNotFoundWaitsForTheDelayOfTheReportingBody() throws IOException {
        country.seen("2016-11-01", ONE, 1).seen("2016-11-01", "44000000000001", 1);
        assertThat(country.matches("2016-11-20", "{module: gsma_not_found}"))
                .containsExactly("44000000000001");
        assertThat(country.matches("2016-11-21", "{module: gsma_not_found}")).hasSize(2);
        assertThat(
                        country.matches(
                                "2016-11-01",
                                "{module: gsma_not_found, parameters: {ignore_rbi_delays: true}}"))
                .hasSize(2);
        country.nation.row(
                "models", 35000000, null, null, null, null, null, null, null, null, null, null, 0,
                null);
        assertThat(country.matches("2016-11-21", "{module: gsma_not_found}"))
                .containsExactly("44000000000001");
    }

    @Test
    void gsmaNotFoundReadsTheTacOfAMalformedImeiToo() throws IOException {
        country.nation.row(
                "models", 35000000, null, null, null, null, null, null, null, null, null, null, 0,
                null);
        country.seen("2016-11-01", "3500000001", 1)
                .seen("2016-11-01", "44", 1)
                .seen("2016-11-01", "A", 1);
        assertThat(country.matches("2016-12-01", "{module: gsma_not_found}"))
                .containsExactly("44", "A");
    }

    @Test
    void stolenListCountsWithoutStatusOrBlacklistAlsoUnseen() throws IOException {
        country.nation
                .row(
                        "stolen",
                        country.nation.device(ONE),
                        null,
                        null,
                        Nation.day("2016-11-01"),
                        Nation.day("2016-11-03"))
                .row(
                        "stolen",
                        country.nation.device(TWO),
                        null,
                        "blacklist",
                        Nation.day("2016-11-02"),
                        null)
                .row("stolen", country.nation.device("35000000000003"), null, "pending", 0, null);
        assertThat(country.matches("2016-11-01", "{module: stolen_list}")).containsExactly(ONE);
        assertThat(country.matches("2016-11-02", "{module: stolen_list}"))
                .containsExactly(ONE, TWO);
        assertThat(country.matches("2016-11-03", "{module: stolen_list}")).containsExactly(TWO);
        assertThat(country.matches("2016-11-03", "{module: stolen_list, invert: true}")).isEmpty();
    }

    @Test
    void duplicateThresholdCountsWithinTheWindow() throws IOException {
        country.seen("2016-11-02", ONE, 1).seen("2016-12-01", ONE, 2).seen("2016-12-02", ONE, 3);
        String two = "{module: duplicate_threshold, parameters: {threshold: 2, period_days: 30}}";
        assertThat(country.matches("2016-11-30", two)).isEmpty();
        assertThat(country.matches("2016-12-01", two)).containsExactly(ONE);
        assertThat(
                        country.matches(
                                "2016-12-02",
                                "{module: duplicate_threshold, parameters: {threshold: 3,"
                                        + " period_days: 31}}"))
                .containsExactly(ONE);
        assertThat(
                        country.matches(
                                "2016-12-02",
                                "{module: duplicate_threshold, parameters: {threshold: 3,"
                                        + " period_days: 30}}"))
                .isEmpty();
    }

    @Test
    void duplicateThresholdCountsATripletMonthThatStraddlesTheWindow() throws IOException {
        country.seen("2016-11-01", ONE, 1);
        country.nation.seen("2016-11-30", 1, ONE, "111010000000001", "221000000001").settle();
        country.nation.seen("2016-11-30", 1, ONE, Asked.IMSI + 1, Asked.NUMBER + 1);
        country.seen("2016-11-12", ONE, 2);
        String two = "{module: duplicate_threshold, parameters: {threshold: 2, period_days: 5}}";
        assertThat(country.matches("2016-11-15", two)).containsExactly(ONE);
        assertThat(country.matches("2016-10-31", two)).isEmpty();
    }

    @Test
    void duplicateThresholdInMonthsGoesBackToTheLastDayOfAShorterMonth() throws IOException {
        country.seen("2016-03-01", ONE, 1)
                .seen("2016-03-30", ONE, 2)
                .seen("2016-02-29", TWO, 1)
                .seen("2016-03-30", TWO, 2);
        String two = "{module: duplicate_threshold, parameters: {threshold: 2, period_months: 1}}";
        assertThat(country.matches("2016-03-30", two)).containsExactly(ONE, TWO);
        assertThat(country.matches("2016-03-31", two)).containsExactly(ONE);
    }

    @Test
    void duplicateThresholdPassesOverNullAndShortImsis() throws IOException {
        country.nation
                .seen("2016-11-01", 0, ONE, null, null)
                .seen("2016-11-01", 0, ONE, "1110100000001", null)
                .seen("2016-11-01", 0, ONE, "11101000000001", null)
                .seen("2016-11-01", 0, null, "111010000000002", null);
        assertThat(
                        country.matches(
                                "2016-11-01",
                                "{module: duplicate_threshold, parameters: {threshold: 1,"
                                        + " period_days: 1}}"))
                .containsExactly(ONE);
        assertThat(
                        country.matches(
                                "2016-11-01",
                                "{module: duplicate_threshold, parameters: {threshold: 2,"
                                        + " period_days: 1}}"))
                .isEmpty();
    }

    @Test
    void duplicateThresholdTakesShortMsisdnsAndStrictlyDoesNot() throws IOException {
        country.nation
                .seen("2016-11-01", 0, ONE, null, "22100")
                .seen("2016-11-01", 0, ONE, null, "2210");
        country.nation.seen("2016-11-01", 0, ONE, null, "22100000001");
        String two =
                "{module: duplicate_threshold, parameters: {threshold: 2, period_days: 1,"
                        + " use_msisdn: true}}";
        assertThat(country.matches("2016-11-01", two)).containsExactly(ONE);
        country.strictly("2016-11-01");
        assertThat(country.matches("2016-11-01", two)).isEmpty();
    }

    @Test
    void duplicateDailyAverageIsOverTheDaysSeenAndOverMonths() throws IOException {
        country.seen("2016-10-31", ONE, 1)
                .seen("2016-10-31", ONE, 2)
                .seen("2016-11-01", ONE, 1)
                .seen("2016-11-03", ONE, 3);
        country.nation.seen("2016-11-03", 1, ONE, Asked.IMSI + 3, Asked.NUMBER + 3);
        assertThat(country.matches("2016-11-03", average("1.333333", 3))).containsExactly(ONE);
        assertThat(country.matches("2016-11-03", average("1.333334", 3))).isEmpty();
        assertThat(country.matches("2016-11-03", average("1.3", 4))).isEmpty();
        assertThat(country.matches("2016-11-02", average("1.5", 2))).containsExactly(ONE);
    }

    @Test
    void duplicateDailyAverageStrictlyKeepsTheDayAfterTheWindow() throws IOException {
        country.seen("2016-11-20", ONE, 1)
                .seen("2016-11-21", ONE, 1)
                .seen("2016-11-21", ONE, 2)
                .seen("2016-11-20", ONE, 2);
        country.seen("2016-11-19", TWO, 1)
                .seen("2016-11-20", TWO, 1)
                .seen("2016-11-21", TWO, 1)
                .seen("2016-11-22", TWO, 1);
        assertThat(country.matches("2016-11-20", average("1", 2))).containsExactly(TWO);
        country.strictly("2016-12-01");
        assertThat(country.matches("2016-11-20", average("1", 2))).containsExactly(ONE, TWO);
        assertThat(country.matches("2016-11-20", average("1", 3))).isEmpty();
    }

    @Test
    void dailyAvgUidCountsPersonsByDay() throws IOException {
        persons();
        country.seen("2016-11-01", ONE, 1)
                .seen("2016-11-01", ONE, 3)
                .seen("2016-11-02", ONE, 1)
                .seen("2016-11-02", ONE, 3);
        country.seen("2016-11-01", TWO, 1).seen("2016-11-01", TWO, 2);
        assertThat(country.matches("2016-11-02", uid("2", 1))).containsExactly(ONE);
        assertThat(country.matches("2016-11-02", uid("1", 1))).containsExactly(ONE, TWO);
    }

    @Test
    void dailyAvgUidStrictlyLaysMonthsOverEachOther() throws IOException {
        persons();
        country.seen("2016-10-31", ONE, 1)
                .seen("2016-11-01", ONE, 3)
                .seen("2016-10-01", TWO, 1)
                .seen("2016-11-01", TWO, 3);
        assertThat(country.matches("2016-11-02", uid("2", 1))).isEmpty();
        country.strictly("2016-11-02");
        assertThat(country.matches("2016-11-02", uid("2", 1))).containsExactly(TWO);
        assertThat(country.matches("2016-11-02", uid("1", 2))).containsExactly(ONE);
    }

    @Test
    void transientImeiNeedsASequenceOnOneOperator() throws IOException {
        for (int subscriber = 1; subscriber < 8; subscriber += 2) {
            country.seen("2016-11-0" + subscriber, ONE, subscriber);
            country.seen("2016-11-0" + subscriber, TWO, subscriber);
            country.seen("2016-11-0" + subscriber, "35000000000003", subscriber);
        }
        country.nation.seen("2016-11-01", 1, TWO, null, null);
        country.seen("2016-11-01", "35000000000003", 2);
        assertThat(
                        country.matches(
                                "2016-11-07",
                                "{module: transient_imei, parameters: {period: 4, num_msisdns:"
                                        + " 1}}"))
                .isEmpty();
        country.seen("2016-11-04", ONE, 3).seen("2016-11-04", ONE, 5);
        assertThat(
                        country.matches(
                                "2016-11-07",
                                "{module: transient_imei, parameters: {period: 4, num_msisdns:"
                                        + " 1}}"))
                .containsExactly(ONE);
        assertThat(
                        country.matches(
                                "2016-11-07",
                                "{module: transient_imei, parameters: {period: 7, num_msisdns:"
                                        + " 1}}"))
                .isEmpty();
    }

    @Test
    void malformedImeiIsNotFourteenDigits() throws IOException {
        country.seen("2016-11-01", ONE, 1)
                .seen("2016-11-01", "3500000000000", 1)
                .seen("2016-11-01", "3500000000000A", 1);
        assertThat(country.matches("2016-11-01", "{module: malformed_imei}"))
                .containsExactly("3500000000000", "3500000000000A");
        assertThat(country.matches("2016-10-31", "{module: malformed_imei}")).isEmpty();
        assertThat(country.matches("2016-11-01", "{module: malformed_imei, invert: true}"))
                .containsExactly(ONE);
    }

    @Test
    void isTestTacHasFourRanges() throws IOException {
        for (String imei :
                new String[] {
                    "00100000000000",
                    "00100100000000",
                    "00101799999999",
                    "00101800000000",
                    "00440000000000",
                    "0086000A",
                    "00860000A",
                    "00910000000000",
                    "00920000000000"
                }) {
            country.seen("2016-11-01", imei, 1);
        }
        assertThat(country.matches("2016-11-01", "{module: is_test_tac}"))
                .containsExactly(
                        "00100100000000",
                        "00101799999999",
                        "00440000000000",
                        "00860000A",
                        "00910000000000");
    }

    @Test
    void isBarredTacReadsTheFirstEightDigits() throws IOException {
        country.nation.row("barred_tacs", 35000000, Nation.day("2016-11-02"), null);
        country.seen("2016-11-01", ONE, 1)
                .seen("2016-11-01", "35000001000000", 1)
                .seen("2016-11-01", "35000000A", 1);
        assertThat(country.matches("2016-11-01", "{module: is_barred_tac}")).isEmpty();
        assertThat(country.matches("2016-11-02", "{module: is_barred_tac}"))
                .containsExactly(ONE, "35000000A");
    }

    @Test
    void existsInBarredListCountsUnseenToo() throws IOException {
        country.nation.row("barred", country.nation.device(ONE), 0, Nation.day("2016-11-02"));
        assertThat(country.matches("2016-11-01", "{module: exists_in_barred_list}"))
                .containsExactly(ONE);
        assertThat(country.matches("2016-11-02", "{module: exists_in_barred_list}")).isEmpty();
    }

    @Test
    void existsInMonitoringListCountsDaysToTheDayOfTheRun() throws IOException {
        country.nation.row(
                "monitoring", country.nation.device(ONE), Nation.day("2016-11-01"), null);
        country.nation.row(
                "monitoring", country.nation.device(TWO), Nation.day("2016-11-01"), null);
        country.seen("2016-11-01", ONE, 1);
        String five = "{module: exists_in_monitoring_list, parameters: {monitored_days: 5}}";
        assertThat(country.matches("2016-11-05", five)).isEmpty();
        assertThat(country.matches("2016-11-06", five)).containsExactly(ONE);
        assertThat(country.matches("2016-11-01", "{module: exists_in_monitoring_list}"))
                .containsExactly(ONE);
        country.strictly("2016-11-06");
        assertThat(country.matches("2016-11-05", five)).containsExactly(ONE);
    }

    @Test
    void notOnRegistrationListKnowsStatusesAndExemptedTypes() throws IOException {
        country.nation.registered(ONE, null, 0, null).registered(TWO, "whitelist", 0, null);
        country.nation.registered("35000000000003", "pending", 0, null);
        country.nation.row(
                "models", 86000000, null, null, null, null, "Module", null, null, null, null, null,
                0, null);
        for (String imei :
                new String[] {ONE, TWO, "35000000000003", "86000000000001", "44000000000001"}) {
            country.seen("2016-11-01", imei, 1);
        }
        assertThat(country.matches("2016-11-01", "{module: not_on_registration_list}"))
                .containsExactly("35000000000003", "44000000000001", "86000000000001");
    }

    @Test
    void notOnAssociationListNeedsAnyPerson() throws IOException {
        country.nation.row(
                "associations", 1, country.nation.device(ONE), 0, Nation.day("2016-11-02"));
        country.seen("2016-11-01", ONE, 1).seen("2016-11-01", TWO, 1);
        assertThat(country.matches("2016-11-01", "{module: not_on_association_list}"))
                .containsExactly(TWO);
        assertThat(country.matches("2016-11-02", "{module: not_on_association_list}"))
                .containsExactly(ONE, TWO);
    }

    @Test
    void inconsistentRatIsBeyondAnyTacOfTheModel() throws IOException {
        model(35000000, "Maker", "M", 1);
        model(35000001, "Maker", "M", 4);
        model(35000002, "Maker", null, 1);
        for (String tac : new String[] {"35000000", "35000001", "35000002", "35000003"}) {
            country.nation.seen("2016-11-01", 0, tac + "000001", null, null, 4);
            country.nation.seen("2016-11-01", 0, tac + "000002", null, null, 2);
            country.nation.seen("2016-11-01", 0, tac + "000003", null, null, 8);
        }
        assertThat(country.matches("2016-11-01", "{module: inconsistent_rat}"))
                .containsExactly(
                        "35000000000002", "35000000000003", "35000001000002", "35000001000003");
        country.strictly("2016-11-01");
        assertThat(country.matches("2016-11-01", "{module: inconsistent_rat}"))
                .containsExactly("35000000000002", "35000001000002");
    }

    /// The model's table said LTE from 10 November on; before, it did not.
    @Test
    void inconsistentRatReadsWhatModelsCouldAsOfTheDay() throws IOException {
        int later = Nation.day("2016-11-10");
        country.nation.row(
                "models", 35000000, "Maker", "M", null, null, null, null, null, 1, null, null, 0,
                later);
        country.nation.row(
                "models", 35000000, "Maker", "M", null, null, null, null, null, 4, null, null,
                later, null);
        country.nation.seen("2016-11-01", 0, ONE, null, null, 4);
        for (String rule :
                List.of(
                        "{module: inconsistent_rat}",
                        "{module: radio_beyond_model, parameters: {period_days: 30}}")) {
            assertThat(country.matches("2016-11-09", rule)).as(rule).containsExactly(ONE);
            assertThat(country.matches("2016-11-10", rule)).as(rule).isEmpty();
        }
        country.strictly("2016-11-10");
        assertThat(country.matches("2016-11-09", "{module: inconsistent_rat}"))
                .as("DIRBS reads models as they stand now")
                .isEmpty();
    }

    @Test
    void usedByDirbsSubscriberReadsTwoAndThreeDigitNetworks() throws IOException {
        users();
        assertThat(
                        country.matches(
                                "2016-11-05",
                                "{module: used_by_dirbs_subscriber, parameters: {lookback_days:"
                                        + " 5}}"))
                .containsExactly(ONE);
        assertThat(
                        country.matches(
                                "2016-11-05",
                                "{module: used_by_dirbs_subscriber, parameters: {lookback_days:"
                                        + " 4}}"))
                .isEmpty();
    }

    @Test
    void usedByLocalNonDirbsRoamerHasTheCountryButNotTheNetwork() throws IOException {
        users();
        assertThat(
                        country.matches(
                                "2016-11-05",
                                "{module: used_by_local_non_dirbs_roamer, parameters:"
                                        + " {lookback_days: 5}}"))
                .containsExactly(TWO);
    }

    @Test
    void usedByInternationalRoamerHasAnotherCountry() throws IOException {
        users();
        assertThat(
                        country.matches(
                                "2016-11-05",
                                "{module: used_by_international_roamer, parameters: {lookback_days:"
                                        + " 5}}"))
                .containsExactly("35000000000003");
    }

    private void users() {
        country.nation
                .seen("2016-11-01", 0, ONE, "1110100", null)
                .seen("2016-11-01", 0, TWO, "111990000000001", null)
                .seen("2016-11-01", 0, "35000000000003", "222010000000001", null)
                .seen("2016-11-01", 0, "35000000000004", null, null);
    }

    private void persons() throws IOException {
        for (int subscriber = 1; subscriber < 4; subscriber++) {
            country.nation.row(
                    "subscribers",
                    subscriber == 3 ? 2 : 1,
                    country.nation.imsi(Asked.IMSI + subscriber),
                    0,
                    null);
        }
    }

    private void model(int tac, String maker, @Nullable String name, int rats) throws IOException {
        country.nation.row(
                "models", tac, maker, name, null, null, null, null, null, rats, null, null, 0,
                null);
    }

    private static String average(String threshold, int days) {
        return "{module: duplicate_daily_avg, parameters: {threshold: %s, period_days: 30, min_seen_days: %d}}"
                .formatted(threshold, days);
    }

    private static String uid(String threshold, int days) {
        return "{module: daily_avg_uid, parameters: {threshold: %s, period_days: 60, min_seen_days: %d}}"
                .formatted(threshold, days);
    }
}
