// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.veritac.analytics.rules.Radio;
import org.veritac.analytics.sample.Nation;
import org.veritac.analytics.sample.TableLedger;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// November: one honest phone, one clone on five SIMs, one unknown TAC, one malformed IMEI, and
/// somebody without an IMEI. October: the honest phone alone.
final class ReportsTest {
    private static final String HONEST = "35209900176148";
    private static final String CLONE = "35209900176149";
    private static final String UNKNOWN = "86000000000001";
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    /// Seen bits 1, 2; capable bits 4, 8.
    private static final Radio RADIO =
            new Radio(List.of(new Radio.Generation(2, 1, 4), new Radio.Generation(4, 2, 8)));

    @TempDir Path folder;
    private Nation nation;

    @BeforeEach
    void begin() throws IOException {
        nation = new Nation();
        TableLedger.in(nation.database());
        nation.operator(1, "one").operator(2, "two");
        nation.row(
                "models",
                35_209_900,
                "Maker",
                "<Model>",
                null,
                null,
                "Handset",
                null,
                null,
                4,
                0,
                null,
                0,
                null);
        nation.row("stolen", nation.device(HONEST), 20_000, "blacklist", 20_000, null);
        nation.seen("2026-10-31", 1, HONEST, "001010000000001", "491510000001", 1);
        nation.seen("2026-11-01", 1, HONEST, "001010000000001", "491510000001", 1);
        for (int sim = 2; sim <= 6; sim++) {
            nation.seen("2026-11-10", 1, CLONE, "00101000000000" + sim, "49151000000" + sim, 2);
        }
        nation.seen("2026-11-20", 2, UNKNOWN, "001020000000001", null, 2);
        nation.seen("2026-11-20", 2, "ABC", "001020000000002", null, 0);
        nation.seen("2026-11-25", 2, null, "001020000000003", null, 0);
        nation.settle();
    }

    @AfterEach
    void end() throws Exception {
        nation.close();
    }

    private Report write(Reports report) throws IOException {
        return report.write(nation.database(), RADIO, Reports.Order.of(NOVEMBER)).orElseThrow();
    }

    private JsonNode json(Reports report) throws IOException {
        return new JsonMapper().readTree(JsonText.of(write(report)));
    }

    @Test
    void theCountryIsCounted() throws IOException {
        JsonNode country = json(Reports.COUNTRY);
        assertThat(country.get("until").asString()).isEqualTo("2026-11-25");
        assertThat(country.get("figures"))
                .isEqualTo(
                        new JsonMapper()
                                .readTree(
                                        """
                                        {"imeis": 4, "imsis": 9, "msisdns": 6, "triplets": 8,
                                         "gross_adds": 3, "malformed": 25.0, "unallocated": 25.0,
                                         "without_imei": 11.11, "stolen_seen": 1}
                                        """));
        assertThat(country.get("tables").get("days").get(1))
                .isEqualTo(
                        new JsonMapper()
                                .readTree(
                                        """
                                        {"day": "2026-11-10", "imeis": 1, "imsis": 5, "msisdns": 5}
                                        """));
        assertThat(country.get("tables").get("generations").toString())
                .isEqualTo(
                        """
                        [{"generation":"2G","imeis":1},{"generation":"4G","imeis":2},\
                        {"generation":"unknown","imeis":1}]\
                        """);
        assertThat(country.get("tables").get("makers").toString())
                .isEqualTo(
                        """
                        [{"maker":"Maker","imeis":2},{"maker":"unknown","imeis":1}]\
                        """);
    }

    @Test
    void duplicatesAreThoseOnMoreThanThreeSimsIn30Days() throws IOException {
        JsonNode duplicates = json(Reports.DUPLICATES);
        assertThat(duplicates.get("figures").toString())
                .isEqualTo(
                        """
                        {"imeis":3,"over_sims":1,"over_sims_share":33.33,\
                        "over_one_msisdn_share":33.33,"imsis_involved":5}\
                        """);
        assertThat(duplicates.get("tables").get("top").get(0).get("imei").asString())
                .isEqualTo(CLONE);
        assertThat(duplicates.get("tables").get("by_sims").toString())
                .isEqualTo("[{\"sims\":\"1\",\"imeis\":2},{\"sims\":\"5\",\"imeis\":1}]");
    }

    @Test
    void thirtyDaysAreExactToTheDay() throws IOException {
        // The last day with data is 25 November, so that the first of the thirty is 27 October.
        nation.seen("2026-10-26", 1, HONEST, "001010000000091", null);
        nation.seen("2026-10-27", 1, HONEST, "001010000000092", null);
        nation.seen("2026-10-28", 1, HONEST, "001010000000093", null);
        nation.settle();
        assertThat(json(Reports.DUPLICATES).get("figures").get("over_sims").asInt())
                .as("three SIMs within the days, one before")
                .isEqualTo(1);
        nation.seen("2026-10-29", 1, HONEST, "001010000000094", null);
        nation.settle();
        assertThat(json(Reports.DUPLICATES).get("figures").get("over_sims").asInt()).isEqualTo(2);
    }

    @Test
    void operatorsStandBesideEachOther() throws IOException {
        assertThat(json(Reports.OPERATORS).get("tables").get("operators").toString())
                .isEqualTo(
                        """
                        [{"operator":"one","imeis":2,"imsis":6,"msisdns":6,"triplets":6,\
                        "malformed":0,"duplicates":1},\
                        {"operator":"two","imeis":2,"imsis":3,"msisdns":0,"triplets":3,\
                        "malformed":1,"duplicates":0}]\
                        """);
    }

    @Test
    void theReliabilityIndexIsTheLowerEndOfWilsonsInterval() throws IOException {
        JsonNode models = json(Reports.MODELS).get("tables").get("models");
        JsonNode known = models.get(0);
        assertThat(known.get("tac").asString()).isEqualTo("35209900");
        assertThat(known.get("duplicates").asInt()).isEqualTo(1);
        assertThat(known.get("radio_beyond_model").asInt()).isEqualTo(1);
        // 1 good of 2: (p + z2/2n - z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n) with z = 1.96.
        assertThat(known.get("reliability").asDouble()).isEqualTo(9.5);
        assertThat(models.get(1).get("tac").asString()).isEqualTo("86000000");
        assertThat(models.get(1).get("reliability").asDouble()).isEqualTo(20.7);
    }

    @Test
    void trendsHaveTheMonthsThereAre() throws IOException {
        JsonNode trends = json(Reports.TRENDS).get("tables");
        assertThat(trends.get("months").get(0).toString())
                .isEqualTo(
                        """
                        {"month":"2026-10","imeis":1,"imsis":1,"msisdns":1,"gross_adds":1,\
                        "malformed":0,"duplicates":0,"duplicates_percent":0.0}\
                        """);
        assertThat(trends.get("duplicates").get(1).toString())
                .isEqualTo("{\"month\":\"2026-11\",\"duplicates_percent\":33.33}");
    }

    @Test
    void aMonthWithoutDataHasNoReport() throws IOException {
        assertThat(
                        Reports.COUNTRY.write(
                                nation.database(), RADIO, Reports.Order.of(YearMonth.of(2026, 9))))
                .isEmpty();
        assertThat(Reports.lastMonth(nation.database())).contains(NOVEMBER);
    }

    @ParameterizedTest
    @EnumSource(Reports.class)
    void aPageHoldsAllOfItAndNoForeignMarkup(Reports report) throws IOException {
        String page = HtmlPage.of(List.of(write(report)));
        assertThat(page).contains("</html>").doesNotContain("<Model>").doesNotContain("src=");
        Files.writeString(folder.resolve("page.html"), page);
    }

    @Test
    void aPageOfAllReportsHasEachOnceAndAsksNobody() throws IOException {
        var all = new ArrayList<Report>();
        for (Reports report : Reports.values()) {
            all.add(write(report));
        }
        String page = HtmlPage.of(all);
        for (Reports report : Reports.values()) {
            assertThat(page).containsOnlyOnce("<h2 id=\"" + report.text() + "\">");
        }
        assertThat(page)
                .contains("November 2026", "<dt>TAC</dt>", "@media print")
                .doesNotContain("src=", "<link", "@import", "url(");
        assertThat(new JsonMapper().readTree(JsonText.of(all)).get("reports"))
                .hasSize(Reports.values().length);
    }

    @Test
    void aPageHasAThousandRowsOfATableAndSaysHowManyThereAre() throws IOException {
        for (int rows : new int[] {HtmlPage.ROWS_MAX, HtmlPage.ROWS_MAX + 1}) {
            var table =
                    new Table(
                            "t",
                            "Title",
                            List.of("imei"),
                            Collections.nCopies(rows, List.<Object>of("x")));
            var report =
                    new Report(
                            "r",
                            "R",
                            NOVEMBER,
                            NOVEMBER.atDay(1),
                            List.of(),
                            List.of(Section.plain(table)));
            String page = HtmlPage.of(List.of(report));
            assertThat(page.split("<td>x</td>", -1)).hasSize(HtmlPage.ROWS_MAX + 1);
            assertThat(page.contains("of 1,001 rows")).isEqualTo(rows > HtmlPage.ROWS_MAX);
        }
    }

    private void run(int run, String kind, String day) throws IOException {
        nation.row("runs", run, kind, 0L, Nation.day(day), false, "", "");
    }

    @Test
    void conditionsAreCountedAsTheLastRunOfTheMonthLeftThem() throws IOException {
        run(1, "classify", "2026-10-31");
        run(2, "classify", "2026-11-20");
        run(3, "classify", "2026-12-01");
        int october = Nation.day("2026-10-31");
        int november = Nation.day("2026-11-20");
        long honest = nation.device(HONEST);
        long clone = nation.device(CLONE);
        nation.row("classification", 1, honest, "old", october, null, false, false);
        nation.row("classification", 2, honest, "old", october, null, false, true);
        nation.row("classification", 2, clone, "crowd", november, november, false, false);
        nation.row("classification", 2, clone, "place", november, null, true, false);
        nation.row("classification", 2, honest, "place", november, november + 30, false, false);
        nation.row("classification", 3, honest, "later", november, november, false, false);
        JsonNode report = json(Reports.CONDITIONS);
        assertThat(report.get("figures").toString())
                .isEqualTo(
                        """
                        {"imeis":4,"compliant":50.0,"non_compliant":25.0,"standing":2}\
                        """);
        assertThat(report.get("tables").get("conditions").toString())
                .isEqualTo(
                        """
                        [{"condition":"crowd","imeis":1,"new_in_month":1,"ended_in_month":0,\
                        "blocked":1,"to_be_blocked":0,"amnesty":0},\
                        {"condition":"old","imeis":0,"new_in_month":0,"ended_in_month":1,\
                        "blocked":0,"to_be_blocked":0,"amnesty":0},\
                        {"condition":"place","imeis":2,"new_in_month":2,"ended_in_month":0,\
                        "blocked":0,"to_be_blocked":1,"amnesty":1}]\
                        """);
        assertThat(report.get("tables").get("together").toString())
                .contains("{\"conditions\":\"crowd|place\",\"imeis\":1}");
    }

    @Test
    void aViolationIsAUseMoreThanTwoDaysAfterTheBlockDate() throws IOException {
        run(1, "lists", "2026-10-31");
        run(2, "lists", "2026-11-12");
        long honest = nation.device(HONEST);
        long clone = nation.device(CLONE);
        long unknown = nation.device(UNKNOWN);
        int tenth = Nation.day("2026-11-10");
        nation.row("blacklist", 1, honest, Nation.day("2026-10-20"), "a|b", "blocked");
        nation.row("blacklist", 2, honest, Nation.day("2026-10-20"), "a|b", "unblocked");
        // Seen on the 10th only: two days after the 8th is no violation, three days are.
        nation.row("blacklist", 2, clone, tenth - 2, "a", "blocked");
        nation.row("blacklist", 2, unknown, Nation.day("2026-11-17"), "a|b", "blocked");
        nation.row("notifications", 2, "one", clone, 2, 2, tenth, "a", false, "new");
        nation.row("notifications", 2, "one", honest, 1, 1, tenth, "a", false, "resolved");
        nation.row("exceptions", 2, "two", honest, 1, 1, "added");
        JsonNode report = json(Reports.BLOCKING);
        assertThat(report.get("figures").toString())
                .isEqualTo(
                        """
                        {"blacklisted":2,"blocked_in_month":2,"unblocked_in_month":1,\
                        "days_to_unblock":23,"violations":1,"notified":1,\
                        "notified_subscribers":1,"excepted":1}\
                        """);
        assertThat(report.get("tables").get("reasons").toString())
                .isEqualTo("[{\"reason\":\"a\",\"imeis\":2},{\"reason\":\"b\",\"imeis\":1}]");
        assertThat(report.get("tables").get("operators").toString())
                .isEqualTo(
                        """
                        [{"operator":"one","violations":0,"notified":1,"notified_subscribers":1,\
                        "excepted":0},\
                        {"operator":"two","violations":1,"notified":0,"notified_subscribers":0,\
                        "excepted":1}]\
                        """);
    }

    @Test
    void registrationsAndStolenDevicesAreThoseOfTheLastDay() throws IOException {
        int november = Nation.day("2026-11-02");
        nation.registered(HONEST, "whitelist", 0, null)
                .registered(CLONE, null, november, null)
                .registered(UNKNOWN, "pending", 0, null)
                .registered("86000000000009", "whitelist", 0, november);
        nation.row("stolen", nation.device(CLONE), Nation.day("2026-11-11"), null, 0, null);
        nation.row("stolen", nation.device(UNKNOWN), Nation.day("2026-11-20"), null, 0, null);
        JsonNode report = json(Reports.REGISTERED);
        assertThat(report.get("figures").get("registered").asInt()).isEqualTo(3);
        assertThat(report.get("figures").get("registered_share").asDouble()).isEqualTo(66.67);
        assertThat(report.get("figures").get("registered_in_month").asInt()).isEqualTo(1);
        assertThat(report.get("figures").get("stolen").asInt()).isEqualTo(3);
        assertThat(report.get("tables").get("stolen_operators").toString())
                .as("the clone was seen on the day before its report, the unknown on the day")
                .isEqualTo(
                        """
                        [{"operator":"one","imeis":1},{"operator":"two","imeis":1}]\
                        """);
    }

    @Test
    void likelyHoldersAreRankedForTheDevicesOfConditions() throws IOException {
        run(1, "classify", "2026-11-20");
        int day = Nation.day("2026-11-20");
        nation.row("classification", 1, nation.device(CLONE), "crowd", day, null, false, false);
        nation.row("classification", 1, nation.device(HONEST), "crowd", day, null, false, false);
        int paired = nation.imsi("001010000000004");
        nation.row("pairs", nation.device(CLONE), paired, null, 0, null);
        JsonNode report = json(Reports.HOLDERS);
        assertThat(report.get("figures").toString())
                .isEqualTo("{\"imeis\":1,\"decided_share\":100.0}");
        JsonNode holders = report.get("tables").get("holders");
        assertThat(holders).hasSize(5);
        assertThat(holders.get(0).get("reasons").asString()).startsWith("pair");
        assertThat(holders.get(0).get("imsi").asString()).as("nobody is named").isEmpty();
        var order = new Reports.Order(NOVEMBER, 10, 3, "crowd", nation, false);
        String named =
                JsonText.of(Reports.HOLDERS.write(nation.database(), RADIO, order).orElseThrow());
        assertThat(named).contains("\"rank\":1,\"imsi\":\"001010000000004\"");
        order = new Reports.Order(NOVEMBER, 10, 3, "other", nation, false);
        assertThat(Reports.HOLDERS.write(nation.database(), RADIO, order).orElseThrow().figures())
                .first()
                .extracting(Figure::value)
                .isEqualTo(0.0);
    }

    @Test
    void tablesAreCsvFiles() throws IOException {
        List<Path> files = CsvFiles.write(write(Reports.DUPLICATES), folder);
        assertThat(files.stream().map(file -> file.getFileName().toString()))
                .containsExactly(
                        "duplicates.csv",
                        "duplicates_by_sims.csv",
                        "duplicates_by_numbers.csv",
                        "duplicates_top.csv");
        assertThat(Files.readAllLines(files.get(3)))
                .containsExactly(
                        "imei,sims,msisdns,operators,maker,model", CLONE + ",5,5,1,Maker,<Model>");
        assertThat(Files.readAllLines(files.getFirst())).contains("over_sims_share,33.33");
    }
}
