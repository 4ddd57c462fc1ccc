// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.analytics.classify.Classification;
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
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

final class ListsTest {
    private static final String ONE = "35000000000001";
    private static final String TWO = "35000000000002";
    private static final String BAD = "35ABC";
    private static final String SUBSCRIBER = "111010000000001";
    private static final String NUMBER = "22100000000001";

    private final Nation nation;
    private final Classification classification;
    private final Lists lists;

    @TempDir Path folder;

    ListsTest() throws IOException {
        nation = new Nation().operator(0, "first").operator(1, "second");
        TableLedger ledger = TableLedger.in(nation.database());
        classification = new Classification(nation.database(), ledger, nation);
        lists = new Lists(nation.database(), ledger, nation);
    }

    @AfterEach
    void close() throws IOException {
        nation.close();
    }

    @Test
    void blacklistHoldsTheFirstDateAndAllReasonsThatHaveCome() throws IOException {
        seen(ONE, SUBSCRIBER).stolen(ONE).barred(ONE).write("", "2016-11-10", "2016-11-25");
        assertThat(file("blacklist.csv"))
                .containsExactly("imei,block_date,reasons", ONE + ",20161110,Barred|Stolen");
    }

    @Test
    void blacklistHasNoReasonWhoseDateIsToCome() throws IOException {
        seen(ONE, SUBSCRIBER).stolen(ONE).barred(ONE).write("", "2016-11-10", "2016-11-19");
        assertThat(file("blacklist.csv"))
                .containsExactly("imei,block_date,reasons", ONE + ",20161110,Barred");
        assertThat(file("notifications_first.csv")).hasSize(1);
    }

    @Test
    void goldenDevicesAreNeitherBlockedNorNotified() throws IOException {
        nation.row("golden", nation.device(ONE), 0, null);
        nation.row("golden_hashes", "D41F5D1F17F7A3CD5E1B7A9DD1D55C2B", 0, null);
        nation.row("golden_hashes", md5(TWO), 0, null);
        seen(ONE, SUBSCRIBER)
                .seen(TWO, SUBSCRIBER)
                .stolen(ONE)
                .barred(TWO)
                .write("", "2016-11-10", "2016-11-10");
        assertThat(file("blacklist.csv")).hasSize(1);
        assertThat(file("notifications_first.csv")).hasSize(1);
    }

    @Test
    void notificationsGoToTheHomeNetwork() throws IOException {
        nation.seen("2016-11-05", 1, ONE, SUBSCRIBER, NUMBER);
        stolen(ONE).write("", "2016-11-10", "2016-11-10");
        assertThat(file("notifications_first.csv"))
                .containsExactly(
                        "imei,imsi,msisdn,block_date,reasons,amnesty_granted",
                        ONE + "," + SUBSCRIBER + "," + NUMBER + ",20161120,Stolen,False");
        assertThat(file("notifications_second.csv")).hasSize(1);
    }

    @Test
    void notificationsOfForeignSubscribersGoWhereTheyWereSeen() throws IOException {
        nation.seen("2016-11-05", 1, ONE, "222010000000001", NUMBER);
        stolen(ONE).write("", "2016-11-10", "2016-11-10");
        assertThat(file("notifications_first.csv")).hasSize(1);
        assertThat(file("notifications_second.csv")).hasSize(2);
    }

    @Test
    void notificationsLookBackSoManyDays() throws IOException {
        nation.seen("2016-10-31", 0, ONE, SUBSCRIBER, NUMBER);
        stolen(ONE).write("list_generation: {lookback_days: 10}", "2016-11-10", "2016-11-10");
        assertThat(file("notifications_first.csv")).hasSize(1);
        write("list_generation: {lookback_days: 11}", "2016-11-10", "2016-11-10");
        assertThat(file("notifications_first.csv")).hasSize(2);
    }

    @Test
    void notificationsNeedImsiAndMsisdn() throws IOException {
        nation.seen("2016-11-05", 0, ONE, null, NUMBER)
                .seen("2016-11-05", 0, ONE, SUBSCRIBER, null);
        stolen(ONE).write("", "2016-11-10", "2016-11-10");
        assertThat(file("notifications_first.csv")).hasSize(1);
    }

    @Test
    void aPairedSubscriberIsExceptedAndNotNotified() throws IOException {
        seen(ONE, SUBSCRIBER)
                .stolen(ONE)
                .pair(ONE, SUBSCRIBER)
                .write("", "2016-11-10", "2016-11-10");
        assertThat(file("notifications_first.csv")).hasSize(1);
        assertThat(file("exceptions_first.csv"))
                .containsExactly("imei,imsi,msisdn", ONE + "," + SUBSCRIBER + "," + NUMBER);
        assertThat(file("exceptions_second.csv")).hasSize(1);
    }

    @Test
    void aChangeOfImsiIsNotifiedByOption() throws IOException {
        nation.seen("2016-11-05", 0, ONE, "111010000000009", NUMBER);
        stolen(ONE).pair(ONE, SUBSCRIBER).write("", "2016-11-10", "2016-11-10");
        assertThat(file("notifications_first.csv")).hasSize(2);
        write("list_generation: {notify_imsi_change: false}", "2016-11-10", "2016-11-10");
        assertThat(file("notifications_first.csv")).hasSize(1);
        assertThat(file("notifications_first_delta.csv").getLast()).endsWith(",resolved");
    }

    @Test
    void exceptionsOfForeignSubscribersGoWhereTheyWereSeenOrToAll() throws IOException {
        nation.seen("2016-11-05", 1, ONE, "222010000000001", NUMBER);
        pair(ONE, "222010000000001")
                .pair(TWO, "222010000000001")
                .write("", "2016-11-10", "2016-11-10");
        assertThat(file("exceptions_first.csv")).hasSize(2).last().asString().startsWith(TWO);
        assertThat(file("exceptions_second.csv")).hasSize(3);
    }

    @Test
    void exceptionsLeaveOutBarredDevicesAndTacsByDefault() throws IOException {
        nation.row("barred_tacs", 35000001, 0, null);
        barred(ONE).pair(ONE, SUBSCRIBER).pair("35000001000000", SUBSCRIBER).pair(TWO, SUBSCRIBER);
        write("", "2016-11-10", "2016-11-10");
        assertThat(file("exceptions_first.csv")).hasSize(2).last().asString().startsWith(TWO);
        write(
                "list_generation: {include_barred_imeis_in_exceptions_list: true}",
                "2016-11-10",
                "2016-11-10");
        assertThat(file("exceptions_first.csv")).hasSize(4);
    }

    @Test
    void exceptionsAreRestrictedToTheBlacklistByOption() throws IOException {
        seen(ONE, SUBSCRIBER).stolen(ONE).pair(ONE, SUBSCRIBER).pair(TWO, SUBSCRIBER);
        write(
                "list_generation: {restrict_exceptions_list_to_blacklisted_imeis: true}",
                "2016-11-10",
                "2016-11-20");
        assertThat(file("exceptions_first.csv")).hasSize(2).last().asString().startsWith(ONE);
    }

    @Test
    void checkDigitsAreForWholeImeisOnly() throws IOException {
        seen("49015420323751", SUBSCRIBER)
                .seen(BAD, SUBSCRIBER)
                .stolen("49015420323751")
                .stolen(BAD);
        write("list_generation: {generate_check_digit: true}", "2016-11-10", "2016-11-20");
        assertThat(file("blacklist.csv"))
                .anyMatch(row -> row.startsWith("490154203237518,"))
                .anyMatch(row -> row.startsWith(BAD));
    }

    @Test
    void invalidImeisAreLeftOutByOption() throws IOException {
        seen(BAD, SUBSCRIBER).stolen(BAD);
        write("list_generation: {output_invalid_imeis: false}", "2016-11-10", "2016-11-10");
        assertThat(file("notifications_first.csv")).hasSize(1);
        write("", "2016-11-10", "2016-11-10");
        assertThat(file("notifications_first.csv")).hasSize(2);
    }

    @Test
    void deltaOfTheBlacklistSaysBlockedChangedUnblocked() throws IOException {
        seen(ONE, SUBSCRIBER).stolen(ONE).write("", "2016-11-10", "2016-11-20");
        assertThat(file("blacklist_delta.csv"))
                .containsExactly(
                        "imei,block_date,reasons,change_type", ONE + ",20161120,Stolen,blocked");
        barred(ONE).write("", "2016-11-15", "2016-11-20");
        assertThat(file("blacklist_delta.csv").getLast())
                .isEqualTo(ONE + ",20161115,Barred|Stolen,changed");
        nation.row("golden", nation.device(ONE), 0, null);
        write("", "2016-11-15", "2016-11-20");
        assertThat(file("blacklist_delta.csv").getLast())
                .isEqualTo(ONE + ",20161115,Barred|Stolen,unblocked");
        write("", "2016-11-15", "2016-11-20");
        assertThat(file("blacklist_delta.csv")).hasSize(1);
    }

    @Test
    void deltaOfNotificationsSaysWhyARowWent() throws IOException {
        nation.seen("2016-09-20", 0, TWO, SUBSCRIBER, NUMBER);
        seen(ONE, SUBSCRIBER)
                .seen("35000000000003", SUBSCRIBER)
                .stolen(ONE)
                .stolen(TWO)
                .stolen("35000000000003");
        write("", "2016-11-10", "2016-11-10");
        assertThat(file("notifications_first_delta.csv"))
                .hasSize(4)
                .filteredOn(row -> row.endsWith(",new"))
                .hasSize(3);
        pair(ONE, SUBSCRIBER).barred("35000000000003");
        write("list_generation: {lookback_days: 30}", "2016-11-11", "2016-11-11");
        assertThat(file("notifications_first_delta.csv"))
                .anyMatch(row -> row.startsWith(ONE) && row.endsWith(",resolved"))
                .anyMatch(row -> row.startsWith(TWO) && row.endsWith(",no_longer_seen"))
                .anyMatch(row -> row.startsWith("35000000000003") && row.endsWith(",blacklisted"));
    }

    @Test
    void deltaOfNotificationsSaysResolvedAndChanged() throws IOException {
        seen(ONE, SUBSCRIBER).stolen(ONE).write("", "2016-11-10", "2016-11-10");
        nation.row("monitoring", nation.device(ONE), 0, Nation.day("2016-11-12"));
        write("", "2016-11-11", "2016-11-11");
        assertThat(file("notifications_first_delta.csv").getLast())
                .contains("Stolen|Watched")
                .endsWith(",changed");
        nation.row("golden", nation.device(ONE), 0, null);
        write("", "2016-11-12", "2016-11-12");
        assertThat(file("notifications_first_delta.csv").getLast()).endsWith(",resolved");
    }

    @Test
    void deltaOfExceptionsSaysAddedAndRemoved() throws IOException {
        nation.row(
                "pairs",
                nation.device(ONE),
                nation.imsi(SUBSCRIBER),
                nation.msisdn(NUMBER),
                0,
                Nation.day("2016-11-11"));
        write("", "2016-11-10", "2016-11-10");
        assertThat(file("exceptions_first_delta.csv").getLast()).endsWith(",added");
        write("", "2016-11-11", "2016-11-11");
        assertThat(file("exceptions_first_delta.csv").getLast()).endsWith(",removed");
    }

    @Test
    void aDeltaCanStartFromAnyEarlierRunAndOldListsCanBeWrittenAgain() throws IOException {
        Lists.Outcome.Written first =
                seen(ONE, SUBSCRIBER).stolen(ONE).write("", "2016-11-10", "2016-11-20");
        List<String> before = file("blacklist.csv");
        stolen(TWO).write("", "2016-11-11", "2016-11-21");
        Configuration configuration = configuration("");
        Lists.Outcome.Written third = write("", "2016-11-11", "2016-11-21");
        assertThat(file("blacklist_delta.csv")).hasSize(1);
        lists.rewrite(folder, configuration, third.run(), first.run());
        assertThat(file("blacklist_delta.csv")).hasSize(2).last().asString().startsWith(TWO);
        lists.rewrite(folder, configuration, first.run(), 0);
        assertThat(file("blacklist.csv")).isEqualTo(before);
        assertThat(lists.rewrite(folder, configuration, 99, 0))
                .isEqualTo(new Lists.Outcome.NoSuchRun(99));
    }

    @Test
    void theSameRowsAreTheSameBytes() throws IOException {
        seen(ONE, SUBSCRIBER).seen(TWO, "111010000000007").stolen(ONE).stolen(TWO);
        Lists.Outcome.Written run = write("", "2016-11-10", "2016-11-10");
        byte[] once = Files.readAllBytes(folder.resolve("notifications_first.csv"));
        lists.rewrite(folder, configuration(""), run.run(), 0);
        assertThat(Files.readAllBytes(folder.resolve("notifications_first.csv"))).isEqualTo(once);
    }

    private ListsTest seen(String imei, @Nullable String imsi) throws IOException {
        nation.seen("2016-11-05", 0, imei, imsi, NUMBER);
        return this;
    }

    private ListsTest stolen(String imei) throws IOException {
        nation.row("stolen", nation.device(imei), null, null, 0, null);
        return this;
    }

    private ListsTest barred(String imei) throws IOException {
        nation.row("barred", nation.device(imei), 0, null);
        return this;
    }

    private ListsTest pair(String imei, String imsi) throws IOException {
        nation.row("pairs", nation.device(imei), nation.imsi(imsi), nation.msisdn(NUMBER), 0, null);
        return this;
    }

    private static Configuration configuration(String options) {
        return Conditions.of(
                """
                %s
                conditions:
                  - label: stolen
                    dimensions: [{module: stolen_list}]
                    grace_period_days: 10
                    blocking: true
                    reason: Stolen
                    max_allowed_matching_ratio: 1
                  - label: barred
                    dimensions: [{module: exists_in_barred_list}]
                    grace_period_days: 0
                    blocking: true
                    reason: Barred
                    max_allowed_matching_ratio: 1
                  - label: watched
                    dimensions: [{module: exists_in_monitoring_list}]
                    grace_period_days: 20
                    blocking: true
                    reason: Watched
                    max_allowed_matching_ratio: 1
                """
                        .formatted(options));
    }

    private Lists.Outcome.Written write(String options, String classified, String listed)
            throws IOException {
        nation.settle();
        Configuration configuration = configuration(options);
        classification.run(
                new Classification.Request(
                        configuration,
                        setting(configuration, classified),
                        Instant.EPOCH,
                        Set.of(
                                Classification.Option.NO_SAFETY_CHECK,
                                Classification.Option.NO_SANITY_CHECK)));
        return (Lists.Outcome.Written)
                lists.write(
                        folder,
                        new Lists.Request(
                                configuration,
                                setting(configuration, listed),
                                Instant.EPOCH,
                                OptionalInt.empty()));
    }

    private static Setting setting(Configuration configuration, String day) {
        return new Setting(
                Nation.day(day),
                Nation.day(day),
                false,
                configuration.region(),
                new Radio(List.of()));
    }

    private List<String> file(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name));
    }

    private String md5(String imei) throws IOException {
        var hash = new StringBuilder();
        nation.database().rows("SELECT upper(md5(?))", row -> hash.append(row.getString(1)), imei);
        return hash.toString();
    }
}
