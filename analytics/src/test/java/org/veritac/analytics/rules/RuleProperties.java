// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.veritac.analytics.config.Condition;
import org.veritac.analytics.config.Dimension;
import org.veritac.analytics.config.Period;
import org.veritac.analytics.sample.Nation;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Every dimension against the oracle, on random countries of which every border is likely met.
final class RuleProperties {
    private static final int FROM = Nation.day("2016-10-25");
    private static final int DAYS = 45;

    private final Set<String> matched = new TreeSet<>();
    private final Set<String> asked = new TreeSet<>();

    @Test
    void eachDimensionMatchesWhatTheOracleFinds() throws IOException {
        for (long seed = 1; seed <= 3; seed++) {
            var random = new Random(seed);
            try (Nation nation = Countries.random(random, FROM, DAYS)) {
                for (int round = 0; round < 4; round++) {
                    compare(seed, nation, random, round % 2 == 1);
                }
            }
        }
        assertThat(matched).as("dimensions that matched something at all").isEqualTo(asked);
    }

    private void compare(long seed, Nation nation, Random random, boolean strict)
            throws IOException {
        var setting =
                new Setting(
                        FROM + random.nextInt(DAYS + 5),
                        FROM + DAYS + random.nextInt(9),
                        strict,
                        Countries.region(random.nextBoolean()),
                        Countries.RADIO);
        var oracle = new Oracle(nation, setting);
        Matching matching = Matching.on(nation.database(), setting, nation);
        for (Dimension dimension : dimensions(random)) {
            Set<Long> expected = oracle.matches(dimension);
            assertThat(found(nation, matching, dimension, false))
                    .as("seed %d, %s, %s", seed, setting, dimension)
                    .isEqualTo(expected);
            var rest = new HashSet<>(oracle.universe());
            rest.removeAll(expected);
            assertThat(found(nation, matching, dimension, true))
                    .as("seed %d, inverted %s, %s", seed, setting, dimension)
                    .isEqualTo(rest);
            String kind = dimension.getClass().getSimpleName() + (strict ? " strict" : "");
            asked.add(kind);
            if (!expected.isEmpty()) {
                matched.add(kind);
            }
        }
    }

    private static Set<Long> found(
            Nation nation, Matching matching, Dimension dimension, boolean invert)
            throws IOException {
        var condition =
                new Condition(
                        "any",
                        List.of(new Condition.Use(dimension, invert)),
                        0,
                        false,
                        false,
                        "any",
                        BigDecimal.ONE,
                        false);
        var devices = new ArrayList<Long>();
        nation.database().rows(matching.matches(condition), row -> devices.add(row.getLong(1)));
        assertThat(devices).doesNotHaveDuplicates();
        return Set.copyOf(devices);
    }

    private static List<Dimension> dimensions(Random random) {
        var delays = new TreeMap<Integer, Integer>();
        delays.put(35, random.nextInt(30));
        delays.put(0, random.nextInt(30));
        Period period =
                random.nextInt(3) == 0
                        ? new Period(random.nextInt(3), true)
                        : Period.ofDays(random.nextInt(DAYS));
        var threshold = new BigDecimal(random.nextInt(1, 20)).movePointLeft(1);
        int days = random.nextInt(1, 20);
        return List.of(
                new Dimension.GsmaNotFound(delays),
                new Dimension.StolenList(),
                new Dimension.DuplicateThreshold(
                        random.nextInt(1, 4), period, random.nextBoolean()),
                new Dimension.DuplicateDailyAverage(
                        threshold, period, random.nextInt(4), random.nextBoolean()),
                new Dimension.DailyAverageUid(threshold, period, random.nextInt(4)),
                new Dimension.TransientImei(random.nextInt(1, 6), 1),
                new Dimension.MalformedImei(),
                new Dimension.IsTestTac(),
                new Dimension.IsBarredTac(),
                new Dimension.ExistsInBarredList(),
                new Dimension.ExistsInMonitoringList(random.nextInt(9)),
                new Dimension.NotOnRegistrationList(),
                new Dimension.NotOnAssociationList(),
                new Dimension.InconsistentRat(),
                new Dimension.UsedByDirbsSubscriber(days),
                new Dimension.UsedByLocalNonDirbsRoamer(days),
                new Dimension.UsedByInternationalRoamer(days),
                new Dimension.SameDayOperators(days, 1));
    }
}
