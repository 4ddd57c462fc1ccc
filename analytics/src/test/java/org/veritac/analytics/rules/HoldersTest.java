// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veritac.analytics.sample.Nation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

final class HoldersTest {
    private final Asked country = new Asked();
    private final Nation nation = country.nation;
    private final long device = nation.device(Asked.ONE);

    HoldersTest() throws IOException {}

    @BeforeEach
    void threeSubscribersOfOneDevice() throws IOException {
        // The first since September in every month, the second as early but with a month left out,
        // the
        // third late and often.
        use(1, "2016-09-03", "2016-10-01", "2016-11-30");
        use(2, "2016-09-03", "2016-11-01", "2016-11-02", "2016-11-03");
        use(3, "2016-11-01", "2016-11-02", "2016-11-03", "2016-11-04", "2016-11-05", "2016-11-06");
        nation.settle();
    }

    @AfterEach
    void close() throws IOException {
        country.close();
    }

    @Test
    void theOldestContinuousUseComesFirstThenTheLongest() throws IOException {
        assertThat(ranked("2016-11-30", false))
                .containsExactly(
                        "1. first 2016-09-03 3 days [oldest-continuous-use]",
                        "2. third 2016-11-01 6 days []",
                        "3. second 2016-09-03 4 days []");
    }

    @Test
    void useAfterTheDayDoesNotCount() throws IOException {
        assertThat(ranked("2016-10-31", false))
                .containsExactly(
                        "1. first 2016-09-03 2 days [oldest-continuous-use]",
                        "2. second 2016-09-03 1 days [oldest-continuous-use]");
    }

    @Test
    void aPairOutweighsRegistrationAndARegistrationUse() throws IOException {
        nation.row("subscribers", 7, imsi(2), 0, null).row("associations", 7, device, 0, null);
        assertThat(ranked("2016-11-30", false).getFirst())
                .startsWith("1. second")
                .endsWith("[registration]");
        nation.row("pairs", device, imsi(3), null, 0, null);
        assertThat(ranked("2016-11-30", false).getFirst())
                .startsWith("1. third")
                .endsWith("[pair]");
    }

    @Test
    void aProofInForceOutweighsEverything() throws IOException {
        nation.row("pairs", device, imsi(3), null, 0, null);
        nation.database()
                .run("CREATE TABLE proofs(device BIGINT, imsi INTEGER, until_day INTEGER)");
        nation.database()
                .run(
                        "INSERT INTO proofs VALUES (?, ?, ?)",
                        device,
                        imsi(2),
                        Nation.day("2016-11-30"));
        assertThat(ranked("2016-11-30", true).getFirst())
                .startsWith("1. second")
                .endsWith("[proof]");
        assertThat(ranked("2016-12-01", true).getFirst()).startsWith("1. third").endsWith("[pair]");
    }

    @Test
    void whoUsesRadioThatTheModelDoesNotHaveHoldsAnotherDevice() throws IOException {
        nation.row(
                "models", 35000000, "Maker", "M", null, null, null, null, null, 1, null, null, 0,
                null);
        nation.seen("2016-11-06", 0, Asked.ONE, Asked.IMSI + 1, Asked.NUMBER + 1, 4).settle();
        assertThat(ranked("2016-11-30", false))
                .anyMatch(line -> line.contains("third") && line.contains("model"))
                .noneMatch(line -> line.contains("first") && line.contains("model"));
    }

    private void use(int subscriber, String... days) {
        for (String day : days) {
            country.seen(day, Asked.ONE, subscriber);
        }
    }

    private int imsi(int subscriber) {
        return nation.imsi(Asked.IMSI + subscriber);
    }

    private List<String> ranked(String day, boolean proofs) throws IOException {
        var setting =
                new Setting(Nation.day(day), 0, false, Countries.region(false), Countries.RADIO);
        var lines = new ArrayList<String>();
        Holders.rank(
                nation.database(),
                setting,
                new Holders.Devices("SELECT CAST(" + device + " AS BIGINT) AS device", proofs),
                holder ->
                        lines.add(
                                "%d. %s %s %d days %s"
                                        .formatted(
                                                holder.rank(),
                                                List.of("first", "second", "third")
                                                        .get(holder.imsi() - imsi(1)),
                                                java.time.LocalDate.ofEpochDay(holder.firstDay()),
                                                holder.days(),
                                                holder.reasons().stream()
                                                        .sorted()
                                                        .map(Holders.Reason::text)
                                                        .collect(Collectors.toList()))));
        return lines;
    }
}
