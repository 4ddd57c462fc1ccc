// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.veritac.register.store.Sandbox.LOCAL;
import static org.veritac.register.store.Sandbox.entry;
import static org.veritac.register.store.Sandbox.imei;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.identity.ImsiRange;
import org.veritac.register.Change;
import org.veritac.register.Decision;
import org.veritac.register.Entry;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Evidence;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Outcome;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.journal.Verification;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Everything but journal and layers can be lost; what is lost of those is found.
final class RecoveryTest {
    private static final Imei A = imei("35209900000001");
    private static final Imei B = imei("35209900000002");
    private static final Imei C = imei("35209901000003");
    private static final Imsi OWNER = Imsi.of("001010123456789");
    private static final Imsi SCREENED = Imsi.of("262010123456789");

    @TempDir Path folder;
    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    /// Something of everything.
    private void fill() throws IOException {
        sandbox.policy("policy: {operators: {alpha: {home: ['00101']}}}");
        sandbox.full(ListName.BLACK, LOCAL, "imei,imsi,reason", A.digits() + ",,non-payment");
        sandbox.full(ListName.WHITE, LOCAL, "imei", C.digits());
        sandbox.full(ListName.PAIRS, LOCAL, "imei,imsi", A.digits() + "," + OWNER.digits());
        sandbox.full(ListName.TAC, LOCAL, "tac,brand", A.tac().digits() + ",Brand");
        sandbox.full(ListName.IMSI, LOCAL, "imsi", "26201");
        sandbox.add(ListName.BLACK, LOCAL, entry(Key.device(B), OWNER, Reason.STOLEN));
        sandbox.add(ListName.BLACK, Key.device(C), Reason.LOST);
        sandbox.remove(ListName.BLACK, LOCAL, Key.device(C));
        sandbox.link(B, C);
        long undone = sandbox.full(ListName.GREY, LOCAL, "imei", C.digits());
        Sandbox.done(sandbox.undo(undone));
        var now = sandbox.clock.instant();
        var evidence = new Evidence(OWNER, A, "vault-report", now, now.plusSeconds(900), "");
        Sandbox.done(sandbox.register().apply(new Change.Prove(evidence), Sandbox.WHO));
    }

    private List<Decision> answers() throws IOException {
        var answers = new ArrayList<Decision>();
        long head = sandbox.register().status().head().position();
        for (Imei imei : List.of(A, B, C)) {
            for (Imsi imsi : List.of(OWNER, SCREENED)) {
                var check = EquipmentCheck.of(imei, imsi).by("alpha");
                answers.add(sandbox.decision(check));
                for (long position = 1; position <= head; position++) {
                    answers.add(sandbox.register().explain(check, position).decision());
                }
            }
        }
        return answers;
    }

    private static void execute(Path directory, String... statements) throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("veritac.db");
        try (var db = DriverManager.getConnection(url);
                var statement = db.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Path only(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
        }
    }

    private List<String> names(String of) throws IOException {
        try (Stream<Path> files = Files.list(sandbox.directory().resolve(of))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statement",
                "activation",
                "policy",
                "tick",
                "evidence",
                "proposal",
                "ledger",
                "all"
            })
    void tablesThatAreGoneAreMadeAnewFromTheJournal(String table) throws Exception {
        fill();
        List<Decision> before = answers();
        List<String> tables =
                table.equals("all")
                        ? List.of(
                                "statement",
                                "activation",
                                "policy",
                                "tick",
                                "evidence",
                                "proposal",
                                "ledger")
                        : List.of(table);
        sandbox.restart(directory ->
                execute(
                        directory,
                        tables.stream().map(one -> "DROP TABLE " + one).toArray(String[]::new)));
        assertThat(answers()).isEqualTo(before);
    }

    @Test
    void theIndexIsMadeAnewWhenItIsGoneOrDamagedAndUsedAgainWhenItIsNot() throws Exception {
        fill();
        sandbox.register().rebuild();
        List<String> files = names("index");
        List<Decision> before = answers();
        sandbox.restart();
        assertThat(names("index")).as("no other was built").isEqualTo(files);
        assertThat(answers()).isEqualTo(before);
        sandbox.restart(directory -> Sandbox.delete(directory.resolve("index")));
        assertThat(answers()).isEqualTo(before);
        sandbox.restart(directory ->
                Files.write(only(directory.resolve("index"), ".devices"), new byte[7]));
        assertThat(answers()).isEqualTo(before);
        sandbox.restart(directory -> Files.delete(only(directory.resolve("index"), ".pairs")));
        assertThat(answers()).isEqualTo(before);
    }

    @Test
    void anOldIndexThatCannotBeDeletedStopsNothing() throws Exception {
        Path stuck = sandbox.directory().resolve("index").resolve("7777.devices");
        Files.createDirectories(stuck.resolve("inside"));
        sandbox.add(ListName.BLACK, Key.device(A), Reason.STOLEN);
        sandbox.register().rebuild();
        sandbox.restart();
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void whatACrashedImportLeftIsDeletedAtTheNextStart() throws Exception {
        fill();
        List<String> layers = names("layers");
        sandbox.restart(directory -> {
            Path left = directory.resolve("layers");
            Files.write(left.resolve("17-abcd-black-local"), new byte[10]);
            Files.write(left.resolve("17-abcd-black-local.private"), new byte[10]);
            Files.write(left.resolve("18-abcd-black-local.part"), new byte[10]);
            Files.write(directory.resolve("work").resolve("18-abcd-black-local.csv"), new byte[9]);
            Files.createDirectories(directory.resolve("work").resolve("index7"));
        });
        assertThat(names("layers")).isEqualTo(layers);
        assertThat(names("work")).isEmpty();
    }

    private Verification verify() throws IOException {
        return sandbox.register().verify(null, p -> {});
    }

    @Test
    void aDamagedLayerIsNamedAlsoOneThatWasReplaced() throws Exception {
        long old = sandbox.full(ListName.BLACK, LOCAL, "imei,reason", A.digits() + ",stolen");
        Path layer = sandbox.directory().resolve("layers").resolve(names("layers").getFirst());
        sandbox.full(ListName.BLACK, LOCAL, "imei,reason");
        assertThat(verify()).isInstanceOf(Verification.Whole.class);
        try (var file = FileChannel.open(layer, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), file.size() - 3);
        }
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Broken.class,
                        broken -> {
                            assertThat(broken.position()).isEqualTo(old);
                            assertThat(broken.why()).contains("import " + old);
                        });
        Files.delete(layer);
        assertThat(verify()).isInstanceOf(Verification.Broken.class);
    }

    private static final List<String> TAMPERINGS =
            List.of(
                    "UPDATE statement SET reason = 'lost' WHERE reason = 'stolen'",
                    "DELETE FROM statement WHERE position = (SELECT MAX(position) FROM statement)",
                    "INSERT INTO tick VALUES (999999, 7)",
                    "UPDATE policy SET json = replace(json, 'permissive', 'restrictive')",
                    "UPDATE evidence SET until = until + 1",
                    "UPDATE activation SET until = NULL",
                    "UPDATE activation SET digest = 'x' WHERE since <> import",
                    "INSERT INTO ledger VALUES (1)");

    @Test
    void aTableThatSaysAnotherThanTheJournalIsNamed() throws Exception {
        fill();
        sandbox.full(ListName.BLACK, "police", "imei", A.digits());
        Sandbox.done(sandbox.undo(sandbox.full(ListName.BLACK, "police", "imei", B.digits())));
        sandbox.remove(ListName.BLACK, "police", Key.device(A));
        for (String sql : TAMPERINGS) {
            assertThat(verify()).as("made anew").isInstanceOf(Verification.Whole.class);
            sandbox.restart(directory -> execute(directory, sql));
            String table = sql.replaceAll("^(UPDATE|DELETE FROM|INSERT INTO) ([a-z]+) .*", "$2");
            assertThat(verify())
                    .isInstanceOfSatisfying(
                            Verification.Differing.class,
                            found -> {
                                assertThat(found.view()).isEqualTo("the table " + table);
                                assertThat(found.why()).contains("drop that table");
                            });
            sandbox.restart(directory -> execute(directory, "DROP TABLE " + table));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "pairs"})
    void anIndexThatSaysAnotherThanJournalAndLayersIsNamed(String part) throws Exception {
        fill();
        sandbox.register().rebuild();
        sandbox.add(ListName.BLACK, Key.device(C), Reason.LOST);
        sandbox.clock.pass(Duration.ofMinutes(1));
        sandbox.delta(ListName.BLACK, LOCAL, "imei,change", A.digits() + ",remove");
        assertThat(verify()).as("built before some changes").isInstanceOf(Verification.Whole.class);
        sandbox.register().rebuild();
        sandbox.restart(directory -> {
            Path index = only(directory.resolve("index"), "." + part);
            try (var file = FileChannel.open(index, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 130);
            }
        });
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Differing.class,
                        found -> assertThat(found.view()).isEqualTo("the index of " + part));
        assertThat(names("work")).as("nothing is left").isEmpty();
    }

    @Test
    void aForgottenSubscribersEntryIsForNobody() throws Exception {
        long single =
                sandbox.add(ListName.BLACK, LOCAL, entry(Key.device(A), OWNER, Reason.STOLEN));
        sandbox.full(ListName.BLACK, LOCAL, "imei,imsi", B.digits() + "," + OWNER.digits());
        long screen =
                sandbox.add(
                        ListName.IMSI,
                        Key.subscribers(ImsiRange.of(SCREENED.digits())),
                        Reason.SCREENED_IMSI);
        sandbox.register().rebuild();
        assertThat(sandbox.verdict(A, OWNER)).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.verdict(B, OWNER)).isEqualTo(Verdict.BLACK);
        assertThat(sandbox.verdict(A, SCREENED)).isEqualTo(Verdict.BLACK);
        sandbox.restart(directory -> {
            execute(
                    directory,
                    "DELETE FROM private WHERE position IN (" + single + ", " + screen + ")",
                    "DROP TABLE statement");
            Files.delete(only(directory.resolve("layers"), ".private"));
        });
        for (Imei imei : List.of(A, B)) {
            assertThat(sandbox.verdict(imei)).isEqualTo(Verdict.WHITE);
            assertThat(sandbox.verdict(imei, OWNER)).isEqualTo(Verdict.WHITE);
            assertThat(sandbox.verdict(imei, SCREENED)).isEqualTo(Verdict.WHITE);
        }
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Whole.class,
                        whole -> assertThat(whole.privateMissing()).isEqualTo(2));
    }

    @Test
    void aLayerWhosePrivatePartIsDeletedIsNotAnsweredFromAnOldIndex() throws Exception {
        sandbox.full(ListName.BLACK, LOCAL, "imei,imsi", B.digits() + "," + OWNER.digits());
        sandbox.register().rebuild();
        sandbox.restart(directory -> Files.delete(only(directory.resolve("layers"), ".private")));
        assertThat(sandbox.verdict(B, OWNER)).isEqualTo(Verdict.WHITE);
        assertThat(sandbox.verdict(B)).isEqualTo(Verdict.WHITE);
    }

    @Test
    void oneOpensADirectoryAtATime() throws IOException {
        assertThatThrownBy(() -> new Sandbox(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
        sandbox.add(ListName.BLACK, Key.device(A), Reason.STOLEN);
        sandbox.close();
        assertThatThrownBy(() -> sandbox.register().decide(EquipmentCheck.of(A)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sandbox.register().explain(EquipmentCheck.of(A), 0))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sandbox.add(ListName.BLACK, Key.device(B), Reason.STOLEN))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> verify()).isInstanceOf(IOException.class);
        sandbox.restart();
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void aDirectoryThatCannotBeOpenedIsLetGo() throws Exception {
        sandbox.add(ListName.BLACK, Key.device(A), Reason.STOLEN);
        sandbox.close();
        Path database = sandbox.directory().resolve("veritac.db");
        byte[] good = Files.readAllBytes(database);
        Files.write(
                database,
                "no database, but long enough to be taken for one"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> new Sandbox(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("veritac.db");
        Files.write(database, good);
        sandbox.restart();
        assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
    }

    @Test
    void aJournalOfALaterVersionIsRefusedAsSuch() throws Exception {
        sandbox.add(ListName.BLACK, Key.device(A), Reason.STOLEN);
        assertThatThrownBy(() ->
                        sandbox.restart(directory ->
                                execute(
                                        directory,
                                        "UPDATE journal SET kind = 'add/2'",
                                        "DROP TABLE tick")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("add/2");
    }

    @Test
    void anImportFileThatIsGoneOrNoListChangesNothing() throws IOException {
        long before = sandbox.register().status().head().position();
        var missing = Sandbox.order(ListName.BLACK, LOCAL, false, folder.resolve("none.csv"));
        assertThatThrownBy(() -> sandbox.run(missing)).isInstanceOf(IOException.class);
        var empty = Sandbox.order(ListName.BLACK, LOCAL, false, sandbox.file(List.of()));
        assertThatThrownBy(() -> sandbox.run(empty)).isInstanceOf(IOException.class);
        assertThat(names("layers")).isEmpty();
        assertThat(sandbox.register().status().head().position()).isEqualTo(before);
        sandbox.full(ListName.BLACK, LOCAL, "imei", A.digits());
    }

    @Test
    void aBackupIsARegister() throws IOException {
        fill();
        List<Decision> before = answers();
        Path copy = folder.resolve("copy");
        sandbox.register().backup(copy.resolve("data"));
        assertThatThrownBy(() -> sandbox.register().backup(copy.resolve("data")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not empty");
        sandbox.close();
        sandbox = new Sandbox(copy);
        assertThat(answers()).isEqualTo(before);
        assertThat(verify()).isInstanceOf(Verification.Whole.class);
    }

    @Test
    void positionsThatTheJournalDoesNotHaveAreRefused() {
        for (long position : new long[] {-1, 2}) {
            assertThatThrownBy(() -> sandbox.register().explain(EquipmentCheck.of(A), position))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRemovalOfNothingIsRefused() throws IOException {
        assertThat(sandbox.tryRemove(ListName.BLACK, LOCAL, Key.device(A), null))
                .isInstanceOf(Outcome.Refused.class);
        sandbox.add(ListName.BLACK, LOCAL, Entry.of(Key.device(A), Reason.STOLEN));
        sandbox.remove(ListName.BLACK, LOCAL, Key.device(A));
        assertThat(sandbox.tryRemove(ListName.BLACK, LOCAL, Key.device(A), null))
                .isInstanceOf(Outcome.Refused.class);
    }
}
