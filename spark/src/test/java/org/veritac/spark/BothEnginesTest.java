// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.analytics.Cluster;
import org.veritac.analytics.Country;
import org.veritac.analytics.classify.Classification;
import org.veritac.analytics.classify.Classification.Option;
import org.veritac.analytics.config.Configuration;
import org.veritac.analytics.rules.Engine;
import org.veritac.analytics.rules.Holders;
import org.veritac.analytics.rules.Setting;
import org.veritac.analytics.store.Database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Every rule on DuckDB and on Spark, over the same files of a generated nation.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("interop")
final class BothEnginesTest {
    private static final Cluster.Job JOB =
            new Cluster.Job("local[2]", Map.of("spark.sql.shuffle.partitions", "3"));

    private final Country country;
    private final Engine duckDb;
    private final Engine spark;
    private final Configuration configuration;

    BothEnginesTest(@TempDir Path folder) throws IOException {
        var generated = GeneratedCountry.in(folder);
        configuration = generated.configuration(EverySample.conditions());
        country = generated.open(GeneratedCountry.LAST.plusDays(2));
        duckDb = country.engine();
        spark = country.engine(SparkEngine::start, JOB);
    }

    @AfterAll
    void close() throws IOException {
        try (country) {
            spark.close();
        }
    }

    @Test
    void everyRuleFindsTheSameDevices() throws IOException {
        var matched = new TreeSet<String>();
        for (boolean strict : new boolean[] {false, true}) {
            LocalDate asOf = strict ? GeneratedCountry.LAST : GeneratedCountry.LAST.minusDays(5);
            Setting setting = country.setting(configuration, asOf, strict);
            List<String> expected = rows(duckDb, setting);
            assertThat(rows(spark, setting)).as("strict %s", strict).isEqualTo(expected);
            expected.forEach(row -> matched.add(row.split(",")[1]));
        }
        assertThat(matched)
                .as("conditions that match something")
                .containsExactlyInAnyOrderElementsOf(
                        EverySample.DIMENSIONS.stream().map(EverySample::label).toList());
    }

    private List<String> rows(Engine engine, Setting setting) throws IOException {
        Classification classification = country.classification(engine);
        classification.run(
                new Classification.Request(
                        configuration,
                        setting,
                        Instant.EPOCH,
                        Set.of(Option.DRY_RUN, Option.NO_SAFETY_CHECK)));
        var rows = new ArrayList<String>();
        classification.standing((imei, condition, _) -> rows.add(imei + "," + condition));
        return rows;
    }

    @Test
    void holdersHaveTheSameRanksAndReasons() throws IOException {
        Setting setting = country.setting(configuration, GeneratedCountry.LAST, false);
        Database database = country.database();
        database.temporary(
                "proofs",
                """
                SELECT device, MIN(imsi) AS imsi, 20768 AS until_day FROM uses
                 WHERE device % 3 = 0 AND imsi IS NOT NULL GROUP BY device
                """);
        List<Holders.Holder> expected = holders(duckDb, setting);
        assertThat(holders(spark, setting)).isEqualTo(expected);
        assertThat(
                        expected.stream()
                                .flatMap(holder -> holder.reasons().stream())
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Holders.Reason.values());
    }

    private static List<Holders.Holder> holders(Engine engine, Setting setting) throws IOException {
        var holders = new ArrayList<Holders.Holder>();
        Holders.rank(
                engine,
                setting,
                new Holders.Devices(
                        "SELECT h.device FROM uses h WHERE h.device IS NOT NULL GROUP BY h.device"
                                + " HAVING MIN(h.imsi) < MAX(h.imsi)",
                        true),
                holders::add);
        return holders;
    }
}
