// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.card.Secret;
import org.veritac.card.ota.Counter;
import org.veritac.identity.Msisdn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

class CardStoreTest {
    @TempDir Path folder = Path.of("");

    private CardStore open() throws IOException {
        var store = CardStore.open(folder.resolve("cards.db"), Desk.master());
        store.put(List.of(Desk.ANNA));
        return store;
    }

    @Test
    void countersRiseAndStayOverARestart() throws IOException {
        try (var store = open()) {
            assertThat(store.next(Desk.ANNA.iccid())).contains(new Counter(1));
            assertThat(store.next(Desk.ANNA.iccid())).contains(new Counter(2));
            assertThat(store.advance(Desk.ANNA.iccid(), new Counter(9))).isTrue();
        }
        try (var store = open()) {
            assertThat(store.next(Desk.ANNA.iccid())).contains(new Counter(3));
            assertThat(store.advance(Desk.ANNA.iccid(), new Counter(9))).isFalse();
            assertThat(store.advance(Desk.ANNA.iccid(), new Counter(10))).isTrue();
        }
    }

    @Test
    void aWithdrawnCardKeepsItsCountersAndGivesUpItsSubscriber() throws IOException {
        try (var store = open()) {
            store.next(Desk.ANNA.iccid());
            store.withdraw(Desk.ANNA.iccid());
            assertThat(store.find(Desk.ANNA.imsi())).isEmpty();
            assertThat(store.candidates(Desk.ANNA.msisdn())).isEmpty();
            var swapped = new Subscriber(Desk.BERT.iccid(), Desk.ANNA.imsi(), Desk.ANNA.msisdn());
            assertThat(store.put(List.of(swapped))).isTrue();
            store.withdraw(Desk.BERT.iccid());

            assertThat(store.put(List.of(Desk.ANNA))).isTrue();
            assertThat(store.next(Desk.ANNA.iccid())).contains(new Counter(2));
        }
    }

    @Test
    void anImsiHasOneCard() throws IOException {
        try (var store = open()) {
            var thief = new Subscriber(Desk.BERT.iccid(), Desk.ANNA.imsi(), Desk.BERT.msisdn());

            assertThat(store.put(List.of(Desk.BERT, thief))).isFalse();
            assertThat(store.find(Desk.BERT.imsi())).isEmpty();
            assertThat(store.find(Desk.ANNA.imsi())).contains(Desk.ANNA);
        }
    }

    @Test
    void noMoreCandidatesThanTheBound() throws IOException {
        try (var store = open()) {
            Msisdn shared = Msisdn.of("491705555555");
            for (int i = 0; i <= CardStore.CANDIDATES_MAX; i++) {
                assertThat(store.candidates(shared)).hasSize(i);
                store.put(
                        List.of(
                                new Subscriber(
                                        org.veritac.identity.Iccid.of("894900000000000000" + i),
                                        org.veritac.identity.Imsi.of("26201000000000" + i),
                                        shared)));
            }
            assertThat(store.candidates(shared)).hasSize(CardStore.CANDIDATES_MAX);
        }
    }

    @Test
    void theLastCounterIsTheLast() throws IOException, java.sql.SQLException {
        open().close();
        try (var db =
                        java.sql.DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("cards.db"));
                var statement = db.createStatement()) {
            statement.executeUpdate("UPDATE card SET downlink = " + (Counter.MAX.value() - 1));
        }
        try (var store = open()) {
            assertThat(store.next(Desk.ANNA.iccid())).contains(Counter.MAX);
            assertThat(store.next(Desk.ANNA.iccid())).isEmpty();
        }
    }

    @Test
    void anotherMasterKeyIsNoticed() throws IOException {
        open().close();
        byte[] other = new byte[MasterKey.BYTES];
        other[0] = 1;

        assertThatThrownBy(() ->
                        CardStore.open(
                                folder.resolve("cards.db"), new MasterKey(Secret.taking(other))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another master key");
    }

    @Test
    void itsFilesAreTheOwnersAlone() throws IOException {
        try (var store = open()) {
            store.next(Desk.ANNA.iccid());
            try (var files = Files.list(folder)) {
                assertThat(files.toList())
                        .hasSizeGreaterThan(1)
                        .allSatisfy(file ->
                                assertThat(
                                                PosixFilePermissions.toString(
                                                        Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    /// Another process takes counters as fast as it can, and is killed in the middle.
    @Test
    void aKillNeverBringsACounterBack() throws Exception {
        open().close();
        long said = 0;
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CounterTaker.class.getName(),
                                folder.resolve("cards.db").toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < 50; i++) {
                said = Math.max(said, Long.parseLong(lines.readLine()));
            }
            process.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // The last may be cut off.
                said = line.isEmpty() ? said : Math.max(said, Long.parseLong(line));
            }
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        try (var store = open()) {
            assertThat(store.next(Desk.ANNA.iccid()).orElseThrow().value()).isGreaterThan(said);
        }
    }
}
