// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.veritac.analytics.rules.Asked.CAPITAL;
import static org.veritac.analytics.rules.Asked.ONE;
import static org.veritac.analytics.rules.Asked.PORT;
import static org.veritac.analytics.rules.Asked.TWO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

/// The dimensions that DIRBS does not have.
final class OwnRuleTest {
    private final Asked country = new Asked();

    OwnRuleTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        country.close();
    }

    @Test
    void simultaneousUseIsFasterThanAnybodyTravels() throws IOException {
        event("2016-11-01", 0, ONE, 1, CAPITAL, 0);
        event("2016-11-01", 1800, ONE, 2, PORT, 0);
        event("2016-11-01", 0, TWO, 1, CAPITAL, 0);
        event("2016-11-01", 3600, TWO, 2, PORT, 0);
        event("2016-11-01", 0, "35000000000003", 1, CAPITAL, 0);
        event("2016-11-01", 1800, "35000000000003", 1, PORT, 0);
        String rule = "{module: simultaneous_use, parameters: {period_days: 7, max_kmh: 400}}";
        assertThat(country.matches("2016-11-01", rule)).containsExactly(ONE);
        assertThat(country.matches("2016-11-07", rule)).containsExactly(ONE);
        assertThat(country.matches("2016-11-08", rule)).isEmpty();
    }

    @Test
    void simultaneousUseCountsFromTheEndOfAnAttachment() throws IOException {
        event("2016-11-01", 86000, ONE, 1, CAPITAL, 1800);
        event("2016-11-02", 3400, ONE, 2, PORT, 0);
        assertThat(
                        country.matches(
                                "2016-11-02",
                                "{module: simultaneous_use, parameters: {period_days: 7, max_kmh:"
                                        + " 400}}"))
                .containsExactly(ONE);
        assertThat(
                        country.matches(
                                "2016-11-02",
                                "{module: simultaneous_use, parameters: {period_days: 7, max_kmh:"
                                        + " 400, min_km: 300}}"))
                .isEmpty();
    }

    @Test
    void sameDayCountriesNeedsTwoSubscribers() throws IOException {
        abroad(ONE, 1, 2);
        abroad(TWO, 1, 1);
        assertThat(
                        country.matches(
                                "2016-11-01",
                                "{module: same_day_countries, parameters: {period_days: 1}}"))
                .containsExactly(ONE);
        assertThat(
                        country.matches(
                                "2016-11-01",
                                "{module: same_day_countries, parameters: {period_days: 1,"
                                        + " min_days: 2}}"))
                .isEmpty();
    }

    @Test
    void sameDayOperatorsCountsDaysWithTwoSubscribers() throws IOException {
        for (String day : new String[] {"2016-10-31", "2016-11-01"}) {
            country.seen(day, ONE, 1).seen(day, TWO, 1);
            country.nation
                    .seen(day, 1, ONE, Asked.IMSI + 2, null)
                    .seen(day, 1, TWO, Asked.IMSI + 1, null);
        }
        assertThat(
                        country.matches(
                                "2016-11-01",
                                "{module: same_day_operators, parameters: {period_days: 2,"
                                        + " min_days: 2}}"))
                .containsExactly(ONE);
        assertThat(
                        country.matches(
                                "2016-11-01",
                                "{module: same_day_operators, parameters: {period_days: 1,"
                                        + " min_days: 2}}"))
                .isEmpty();
    }

    @Test
    void foreignSvnIsRareOnItsModel() throws IOException {
        for (int device = 1; device <= 10; device++) {
            svn("350000000000%02d".formatted(device), device == 10 ? 99 : 1);
        }
        svn("86000000000001", 99);
        String rule =
                "{module: foreign_svn, parameters: {period_days: 7, min_devices: %d, max_share:"
                        + " %s}}";
        assertThat(country.matches("2016-11-01", rule.formatted(10, "0.1")))
                .containsExactly("35000000000010");
        assertThat(country.matches("2016-11-01", rule.formatted(11, "0.1"))).isEmpty();
        assertThat(country.matches("2016-11-01", rule.formatted(10, "0.09"))).isEmpty();
    }

    @Test
    void radioBeyondModelSeesTheFifthGenerationToo() throws IOException {
        country.nation.row(
                "models", 35000000, "Maker", null, null, null, null, null, null, 1 | 2 | 4, null,
                null, 0, null);
        country.nation
                .seen("2016-11-01", 0, ONE, null, null, 4)
                .seen("2016-11-01", 0, TWO, null, null, 8);
        assertThat(
                        country.matches(
                                "2016-11-01",
                                "{module: radio_beyond_model, parameters: {period_days: 1}}"))
                .containsExactly(TWO);
        assertThat(
                        country.matches(
                                "2016-11-02",
                                "{module: radio_beyond_model, parameters: {period_days: 1}}"))
                .isEmpty();
    }

    @Test
    void simBoxHasManySubscribersAndFewCells() throws IOException {
        for (int subscriber = 0; subscriber < 5; subscriber++) {
            country.seen("2016-11-01", ONE, subscriber).seen("2016-11-01", TWO, subscriber);
            cell(ONE, 7);
            cell(TWO, subscriber);
        }
        assertThat(
                        country.matches(
                                "2016-11-01",
                                "{module: sim_box, parameters: {period_days: 7, min_imsis: 5}}"))
                .containsExactly(ONE);
        assertThat(
                        country.matches(
                                "2016-11-01",
                                "{module: sim_box, parameters: {period_days: 7, min_imsis: 6}}"))
                .isEmpty();
    }

    private void event(
            String date, int second, String imei, int subscriber, Asked.Place place, int attached)
            throws IOException {
        country.event(date, second, imei, null, subscriber, 111, null, place, attached);
    }

    private void abroad(String imei, int here, int there) throws IOException {
        country.event("2016-11-01", 0, imei, null, here, 111, null, null, 0);
        country.event("2016-11-01", 9, imei, null, there, 222, null, null, 0);
    }

    private void svn(String imei, int svn) throws IOException {
        country.event("2016-11-01", 0, imei, svn, 1, 111, null, null, 0);
    }

    private void cell(String imei, int cell) throws IOException {
        country.event("2016-11-01", 0, imei, null, 1, 111, cell, null, 0);
    }
}
