// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.veritac.analytics.rules.Asked.CAPITAL;
import static org.veritac.analytics.rules.Asked.ONE;
import static org.veritac.analytics.rules.Asked.PORT;
import static org.veritac.analytics.rules.Asked.TWO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.analytics.sample.Nation;

import java.io.IOException;

/// One day on which two devices do everything that dimensions with a window look for: the last of a
/// month, so that a window of three days from it crosses the border. The device TWO stays on one
/// operator.
final class WindowEdgeTest {
    private static final String DAY = "2016-10-31";

    private final Asked country = new Asked();

    WindowEdgeTest() throws IOException {}

    @BeforeEach
    void live() throws IOException {
        for (int subscriber = 1; subscriber <= 3; subscriber++) {
            country.seen(DAY, ONE, subscriber).seen(DAY, TWO, subscriber);
        }
        country.nation
                .seen(DAY, 1, ONE, Asked.IMSI + 4, null, 8)
                .seen(DAY, 0, ONE, "11199000000001", null)
                .seen(DAY, 0, ONE, "22201000000001", null);
        country.nation.row(
                "models", 35000000, "Maker", null, null, null, null, null, null, 1, null, null, 0,
                null);
        country.event(DAY, 0, ONE, 99, 1, 111, 7, CAPITAL, 0)
                .event(DAY, 9, ONE, 99, 2, 222, 7, PORT, 0)
                .event(DAY, 9, TWO, 1, 1, 111, 7, CAPITAL, 0);
    }

    @AfterEach
    void close() throws IOException {
        country.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{module: duplicate_threshold, parameters: {period_days: 3, threshold: 3}}",
                "{module: duplicate_threshold, parameters: {period_days: 3, threshold: 3,"
                        + " use_msisdn: true}}",
                "{module: duplicate_daily_avg, parameters: {period_days: 3, threshold: 3,"
                        + " min_seen_days: 1}}",
                "{module: transient_imei, parameters: {period: 3, num_msisdns: 1}}",
                "{module: used_by_dirbs_subscriber, parameters: {lookback_days: 3}}",
                "{module: used_by_local_non_dirbs_roamer, parameters: {lookback_days: 3}}",
                "{module: used_by_international_roamer, parameters: {lookback_days: 3}}",
                "{module: simultaneous_use, parameters: {period_days: 3}}",
                "{module: same_day_countries, parameters: {period_days: 3}}",
                "{module: same_day_operators, parameters: {period_days: 3, min_days: 1}}",
                "{module: foreign_svn, parameters: {period_days: 3, min_devices: 2, max_share:"
                        + " 0.5}}",
                "{module: radio_beyond_model, parameters: {period_days: 3}}",
                "{module: sim_box, parameters: {period_days: 3, min_imsis: 3}}"
            })
    void aWindowBeginsSoManyDaysBackAndEndsWithTheDayOfTheRun(String dimension) throws IOException {
        assertThat(country.matches("2016-10-30", dimension)).as("the day before").isEmpty();
        assertThat(country.matches(DAY, dimension)).as("its last day").isNotEmpty();
        assertThat(country.matches("2016-11-02", dimension)).as("its first day").isNotEmpty();
        assertThat(country.matches("2016-11-03", dimension)).as("the day after").isEmpty();
    }

    @Test
    void eventsWithoutSubscriberPlaceCountryVersionOrCellDecideNothing() throws IOException {
        var empty = new Asked();
        try (empty) {
            for (int subscriber = 1; subscriber <= 3; subscriber++) {
                empty.seen(DAY, ONE, subscriber);
            }
            for (int second : new int[] {0, 9}) {
                empty.nation.row(
                        "events",
                        Nation.day(DAY),
                        second,
                        empty.nation.device(ONE),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            }
            for (String dimension :
                    new String[] {
                        "{module: simultaneous_use, parameters: {period_days: 3}}",
                        "{module: same_day_countries, parameters: {period_days: 3}}",
                        "{module: foreign_svn, parameters: {period_days: 3, min_devices: 1,"
                                + " max_share: 1}}",
                        "{module: sim_box, parameters: {period_days: 3, min_imsis: 2}}"
                    }) {
                assertThat(empty.matches(DAY, dimension)).as(dimension).isEmpty();
            }
        }
    }

    @Test
    void simultaneousUseIsFartherAndFasterThanItsLimitsNotAsFar() throws IOException {
        String rule =
                "{module: simultaneous_use, parameters: {period_days: 3, max_kmh: %d, min_km: %d}}";
        // 231.50 km in nine seconds.
        assertThat(country.matches(DAY, rule.formatted(1000, 231))).containsExactly(ONE);
        assertThat(country.matches(DAY, rule.formatted(1000, 232))).isEmpty();
        assertThat(country.matches(DAY, rule.formatted(92598, 50))).containsExactly(ONE);
        assertThat(country.matches(DAY, rule.formatted(92599, 50))).isEmpty();
    }
}
