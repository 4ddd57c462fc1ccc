// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

final class ConditionsFileTest {
    private static final String REGION =
            """
            region:
              name: Country
              country_codes: ["22"]
              operators:
                - {id: One, name: First, mcc_mnc_pairs: [{mcc: 111, mnc: 01}]}
            """;

    @Test
    void aConfigurationOfDirbsWorksAsItIs() throws IOException {
        var text =
                new String(
                        ConditionsFileTest.class.getResourceAsStream("dirbs.yml").readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        var read = (ConditionsFile.Reading.Understood) ConditionsFile.parse(text);
        Configuration configuration = read.configuration();
        assertThat(configuration.conditions())
                .extracting(Condition::label)
                .containsExactly("gsma_not_found", "duplicate_compound");
        assertThat(configuration.conditions().getLast().dimensions())
                .containsExactly(
                        new Condition.Use(
                                new Dimension.DuplicateThreshold(5, new Period(1, true), false),
                                false),
                        new Condition.Use(
                                new Dimension.DuplicateDailyAverage(
                                        new BigDecimal("3.1"), Period.ofDays(30), 5, false),
                                true));
        assertThat(configuration.region().operators()).hasSize(2);
        assertThat(configuration.operatorLimits().historicImei()).isEqualTo(0.8);
        assertThat(configuration.sizeLimits().get(SizeLimit.Kind.STOLEN))
                .isEqualTo(new SizeLimit(-1, 0.6));
        assertThat(configuration.lists().lookbackDays()).isEqualTo(180);
        assertThat(configuration.amnesty().amnestyEnd()).isEqualTo(LocalDate.parse("2018-06-30"));
        assertThat(configuration.retention()).isEqualTo(new Retention(6, 0));
        assertThat(read.notices()).hasSize(4).anyMatch(notice -> notice.contains("postgresql"));
    }

    @Test
    void everyKeyHasItsDefault() {
        Configuration configuration = understood(REGION);
        assertThat(configuration.operatorLimits())
                .isEqualTo(
                        new OperatorLimits(
                                0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.1, 0.1, 0.1, 0.2,
                                0.9, 0.9, 0.9, 0.5));
        assertThat(configuration.lists())
                .isEqualTo(new ListOptions(60, false, false, true, false, true));
        assertThat(configuration.retention()).isEqualTo(new Retention(3, 0));
        assertThat(configuration.sizeLimits())
                .containsEntry(SizeLimit.Kind.GSMA, new SizeLimit(100, 0))
                .containsEntry(SizeLimit.Kind.ASSOCIATION, new SizeLimit(1000, 0.95))
                .containsEntry(SizeLimit.Kind.BARRED, new SizeLimit(-1, 0.75));
        assertThat(configuration.amnesty().enabled()).isFalse();
        assertThat(configuration.region().operators().getFirst())
                .isEqualTo(
                        new Operator("one", "First", List.of(new Operator.Network("111", "01"))));
        Condition condition =
                understood(
                                REGION
                                        + "conditions: [{label: a, dimensions: [{module:"
                                        + " malformed_imei}]}]")
                        .conditions()
                        .getFirst();
        assertThat(condition)
                .isEqualTo(
                        new Condition(
                                "a",
                                List.of(new Condition.Use(new Dimension.MalformedImei(), false)),
                                30,
                                false,
                                false,
                                "a",
                                new BigDecimal("0.1"),
                                false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            textBlock =
                    """
                    nonsense: 1                                             ! line 6: nonsense: is not a key of this file
                    list_generation: {lookback: 1}                          ! line 6: list_generation.lookback: is not a key of list_generation
                    list_generation: {lookback_days: -1}                    ! line 6: list_generation.lookback_days: must be a whole number of at least 0
                    list_generation: {generate_check_digit: maybe}          ! line 6: list_generation.generate_check_digit: must be true or false
                    operator_threshold: {null_threshold: 1.5}               ! line 6: operator_threshold.null_threshold: must be a number from 0 to 1
                    amnesty: {amnesty_enabled: true}                        ! line 6: amnesty.evaluation_period_end_date: is missing
                    conditions: 7                                           ! line 6: conditions: must be a list
                    conditions: [{label: a}]                                ! line 6: conditions[1].dimensions: must be at least one
                    conditions: [{label: a, dimensions: [{module: moon}]}]  ! line 6: conditions[1].dimensions[1].module: is not the name of a dimension
                    conditions: [{label: a, dimensions: [{module: stolen_list, parameters: {x: 1}}]}] ! line 6: conditions[1].dimensions[1].parameters.x: is not a key of conditions[1].dimensions[1].parameters
                    conditions: [{label: a, dimensions: [{module: duplicate_threshold, parameters: {threshold: 2}}]}] ! line 6: conditions[1].dimensions[1].parameters.period_days: give either period_days or period_months
                    conditions: [{label: a, blocking: true, dimensions: [{module: stolen_list}]}] ! line 6: conditions[1].reason: is missing
                    conditions: [{label: a, reason: 'x|y', dimensions: [{module: stolen_list}]}] ! line 6: conditions[1].reason: must not contain a pipe, which separates reasons
                    conditions: [{label: 'a b', dimensions: [{module: stolen_list}]}] ! line 6: conditions[1].label: must be 1 to 64 letters, digits or underscores
                    conditions: [{label: a, amnesty_eligible: true, dimensions: [{module: stolen_list}]}] ! line 6: conditions[1].amnesty_eligible: is for blocking conditions only
                    region: {}                                              ! line 6: region: stands twice in the same block
                    gsma_threshold: &x {}                                   !
                    stolen_list_threshold: *x                               ! line 6: file: aliases are not read; write the value out
                    """)
    void aFlawNamesKeyAndLine(String block, String flaw) {
        switch (ConditionsFile.parse(REGION + block)) {
            case ConditionsFile.Reading.Understood _ -> assertThat(flaw).isNull();
            case ConditionsFile.Reading.Refused(var flaws) ->
                    assertThat(flaws).extracting(Flaw::toString).contains(flaw);
        }
    }

    @Test
    void everyFlawOfAFileIsFound() {
        var refused =
                (ConditionsFile.Reading.Refused)
                        ConditionsFile.parse(
                                """
                                region:
                                  name: x
                                  country_codes: []
                                  operators: [{id: '!'}]
                                """);
        assertThat(refused.flaws()).hasSize(4);
        assertThat(ConditionsFile.parse("")).isInstanceOf(ConditionsFile.Reading.Refused.class);
        assertThat(ConditionsFile.parse("{")).isInstanceOf(ConditionsFile.Reading.Refused.class);
        assertThat(ConditionsFile.parse("data_retention: {}"))
                .isEqualTo(
                        new ConditionsFile.Reading.Refused(
                                List.of(new Flaw("region", 1, "is missing"))));
    }

    @Test
    void aRegionHasAMostOfCountryCodesAndOperators() {
        assertThat(keys(region(RegionReader.COUNTRY_CODES_MAX, 1))).isEmpty();
        assertThat(keys(region(RegionReader.COUNTRY_CODES_MAX + 1, 1)))
                .containsExactly("region.country_codes");
        assertThat(keys(region(1, RegionReader.OPERATORS_MAX))).isEmpty();
        assertThat(keys(region(1, RegionReader.OPERATORS_MAX + 1)))
                .containsExactly("region.operators");
    }

    private static String region(int codes, int operators) {
        var text = new StringBuilder("region:\n  name: x\n  country_codes: [");
        for (int i = 0; i < codes; i++) {
            text.append(i == 0 ? "" : ", ").append('"').append(1000 + i).append('"');
        }
        text.append("]\n  operators:\n");
        for (int i = 0; i < operators; i++) {
            text.append(
                    "    - {id: o%d, name: x, mcc_mnc_pairs: [{mcc: \"%03d\", mnc: \"%02d\"}]}%n"
                            .formatted(i, 100 + i / 100, i % 100));
        }
        return text.toString();
    }

    private static List<String> keys(String text) {
        return switch (ConditionsFile.parse(text)) {
            case ConditionsFile.Reading.Understood _ -> List.of();
            case ConditionsFile.Reading.Refused(var flaws) ->
                    flaws.stream().map(Flaw::key).toList();
        };
    }

    @Test
    void networksMustNotBeginLikeEachOther() {
        String two = "    - {id: two, name: Second, mcc_mnc_pairs: [{mcc: 111, mnc: '%s'}]}\n";
        assertThat(ConditionsFile.parse(REGION + two.formatted("012")))
                .isInstanceOf(ConditionsFile.Reading.Refused.class);
        assertThat(understood(REGION + two.formatted("02")).region().operators()).hasSize(2);
    }

    @Test
    void delaysOfReportingBodiesAreAddedToTheKnownOnes() {
        assertThat(gsma(""))
                .isEqualTo(
                        new Dimension.GsmaNotFound(
                                new java.util.TreeMap<>(
                                        java.util.Map.of(
                                                0, 32, 1, 40, 35, 20, 86, 19, 91, 20, 99, 69))));
        assertThat(gsma("parameters: {ignore_rbi_delays: true}"))
                .isEqualTo(new Dimension.GsmaNotFound(new java.util.TreeMap<>()));
        assertThat(
                        ((Dimension.GsmaNotFound)
                                        gsma("parameters: {per_rbi_delays: {'00': 7, '44': 1}}"))
                                .delays())
                .containsEntry(0, 7)
                .containsEntry(44, 1)
                .hasSize(7);
    }

    @Test
    void depthAndNodesAndBytesHaveABound(@TempDir Path folder) throws IOException {
        String deep = "[".repeat(YamlTree.DEPTH_MAX) + "]".repeat(YamlTree.DEPTH_MAX);
        assertThat(flaws("broker: " + deep)).doesNotContain("nested");
        assertThat(flaws("broker: [" + deep + "]")).contains("nested too deeply");
        String wide = "1,".repeat(YamlTree.NODES_MAX - 3) + "1";
        assertThat(flaws("broker: [" + wide + "]")).doesNotContain("many values");
        assertThat(flaws("broker: [" + wide + ",1]")).contains("too many values");
        Path file = folder.resolve("conditions.yml");
        Files.writeString(file, REGION + "#".repeat(ConditionsFile.BYTES_MAX - REGION.length()));
        assertThat(ConditionsFile.read(file)).isInstanceOf(ConditionsFile.Reading.Understood.class);
        Files.writeString(
                file, REGION + "#".repeat(ConditionsFile.BYTES_MAX - REGION.length() + 1));
        assertThat(ConditionsFile.read(file)).isInstanceOf(ConditionsFile.Reading.Refused.class);
    }

    @Test
    void conditionsHaveABound() {
        var block = new StringBuilder(REGION + "conditions:\n");
        for (int i = 0; i < ConditionsFile.CONDITIONS_MAX; i++) {
            block.append("  - {label: c")
                    .append(i)
                    .append(", dimensions: [{module: stolen_list}]}\n");
        }
        assertThat(understood(block.toString()).conditions())
                .hasSize(ConditionsFile.CONDITIONS_MAX);
        assertThat(
                        ConditionsFile.parse(
                                block + "  - {label: more, dimensions: [{module: stolen_list}]}\n"))
                .isInstanceOf(ConditionsFile.Reading.Refused.class);
    }

    private static String flaws(String text) {
        return ConditionsFile.parse(text) instanceof ConditionsFile.Reading.Refused(var flaws)
                ? flaws.toString()
                : "";
    }

    private static Dimension gsma(String parameters) {
        String block =
                """
                conditions:
                  - label: a
                    dimensions:
                      - module: gsma_not_found
                        %s
                """
                        .formatted(parameters);
        return understood(REGION + block)
                .conditions()
                .getFirst()
                .dimensions()
                .getFirst()
                .dimension();
    }

    private static Configuration understood(String text) {
        return switch (ConditionsFile.parse(text)) {
            case ConditionsFile.Reading.Understood(var configuration, _) -> configuration;
            case ConditionsFile.Reading.Refused(var flaws) -> throw new AssertionError(flaws);
        };
    }
}
