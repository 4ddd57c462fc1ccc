// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.veritac.register.store.Sandbox.LOCAL;
import static org.veritac.register.store.Sandbox.imei;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.identity.Imei;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.journal.Verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Disks that are full and tables that cannot be read, while networks ask.
final class BrokenWorldTest {
    private static final Imei A = imei("35209900000001");
    private static final Imei B = imei("35209900000002");

    @TempDir Path folder;

    private static void execute(Sandbox sandbox, String sql) throws SQLException {
        String url = "jdbc:sqlite:" + sandbox.directory().resolve("veritac.db");
        try (var db = DriverManager.getConnection(url);
                var statement = db.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aChangeThatCannotBeWrittenHasNotHappened() throws Exception {
        try (var sandbox = new Sandbox(folder)) {
            sandbox.add(ListName.BLACK, Key.device(A), Reason.STOLEN);
            execute(sandbox, "ALTER TABLE journal RENAME TO hidden");
            assertThatThrownBy(() -> sandbox.add(ListName.BLACK, Key.device(B), Reason.STOLEN))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> sandbox.full(ListName.BLACK, LOCAL, "imei", B.digits()))
                    .isInstanceOf(IOException.class);
            assertThat(sandbox.register().decide(check(A)).verdict()).isEqualTo(Verdict.BLACK);
            assertThat(sandbox.register().decide(check(B)).verdict()).isEqualTo(Verdict.WHITE);
            execute(sandbox, "ALTER TABLE hidden RENAME TO journal");
            assertThat(sandbox.verdict(B)).isEqualTo(Verdict.WHITE);
            sandbox.add(ListName.BLACK, Key.device(B), Reason.STOLEN);
            assertThat(sandbox.verdict(B)).isEqualTo(Verdict.BLACK);
            assertThat(sandbox.register().verify(null, p -> {}))
                    .isInstanceOf(Verification.Whole.class);
        }
    }

    private static org.veritac.register.EquipmentCheck check(Imei imei) {
        return org.veritac.register.EquipmentCheck.of(imei);
    }

    /// When the table of proofs cannot be read, the view cannot follow.
    @Test
    void aChangeThatCannotBeShownIsNotWritten() throws Exception {
        try (var sandbox = new Sandbox(folder)) {
            long before = sandbox.register().status().head().position();
            execute(sandbox, "ALTER TABLE evidence RENAME TO hidden");
            assertThatThrownBy(() -> sandbox.add(ListName.BLACK, Key.device(A), Reason.STOLEN))
                    .isInstanceOf(IOException.class);
            sandbox.register().decide(check(B));
            execute(sandbox, "ALTER TABLE hidden RENAME TO evidence");
            sandbox.register().tick();
            assertThat(sandbox.register().status().head().position()).isEqualTo(before);
            assertThat(sandbox.verdict(A)).isEqualTo(Verdict.WHITE);
            sandbox.add(ListName.BLACK, Key.device(A), Reason.STOLEN);
            assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        }
    }

    @Test
    void anImportThatCannotBeShownIsNotWrittenAndLeavesNoFiles() throws Exception {
        try (var sandbox = new Sandbox(folder)) {
            var lines = new ArrayList<>(List.of("imei,reason", A.digits() + ",stolen"));
            for (int i = 10; i < Overlay.SIZE_MAX; i++) {
                lines.add("352099000%05d,stolen".formatted(i));
            }
            Path large = sandbox.file(lines);
            Path small = sandbox.file("imei,reason,change", B.digits() + ",stolen,add");
            for (boolean delta : new boolean[] {false, true}) {
                var order = Sandbox.order(ListName.BLACK, LOCAL, delta, delta ? small : large);
                execute(sandbox, "ALTER TABLE evidence RENAME TO hidden");
                assertThatThrownBy(() -> sandbox.run(order)).isInstanceOf(IOException.class);
                execute(sandbox, "ALTER TABLE hidden RENAME TO evidence");
                assertThat(sandbox.directory().resolve("layers")).isEmptyDirectory();
            }
            Sandbox.inForce(sandbox.run(Sandbox.order(ListName.BLACK, LOCAL, false, large)));
            assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
            assertThat(sandbox.verdict(B)).isEqualTo(Verdict.WHITE);
            sandbox.restart();
            assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        }
    }

    /// Entries that begin second by second, and a database that takes no more pages.
    @Test
    void aRegisterOpensOnAFullDiskAndTimePassesWhenThereIsSpace() throws Exception {
        try (var sandbox = new Sandbox(folder)) {
            int due = 200;
            for (int i = 0; i < due; i++) {
                var begins = Sandbox.START.plusSeconds(10 + i);
                var device = Key.device(imei("352099001%05d".formatted(i)));
                sandbox.add(
                        ListName.BLACK, LOCAL, Sandbox.entry(device, Reason.LOST, begins, null));
            }
            sandbox.add(ListName.BLACK, Key.device(A), Reason.STOLEN);
            var full = new Bounds(100, 100, 100, pages(sandbox));
            sandbox.restart(full);
            sandbox.clock.pass(Duration.ofSeconds(9));
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < due; i++) {
                                    sandbox.clock.pass(Duration.ofSeconds(1));
                                    sandbox.register().tick();
                                }
                            })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is full");
            sandbox.clock.pass(Duration.ofSeconds(due));
            long before = sandbox.register().status().head().position();
            sandbox.restart(full);
            assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
            assertThat(sandbox.verdict(imei("35209900100199"))).isEqualTo(Verdict.WHITE);
            assertThatThrownBy(() -> sandbox.add(ListName.BLACK, Key.device(B), Reason.STOLEN))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is full: nothing was changed; free some space");
            assertThatThrownBy(() -> sandbox.register().tick()).hasMessageContaining("is full");
            assertThat(sandbox.register().status().head().position()).isEqualTo(before);
            sandbox.restart(Bounds.STANDARD);
            assertThat(sandbox.verdict(imei("35209900100199"))).isEqualTo(Verdict.BLACK);
            sandbox.add(ListName.BLACK, Key.device(B), Reason.STOLEN);
        }
    }

    private static long pages(Sandbox sandbox) throws SQLException {
        String url = "jdbc:sqlite:" + sandbox.directory().resolve("veritac.db");
        try (var db = DriverManager.getConnection(url);
                var statement = db.createStatement();
                var rows = statement.executeQuery("PRAGMA page_count")) {
            return rows.getLong(1);
        }
    }

    @Test
    @Tag("interop")
    void aFullDiskIsSaidClearlyChecksGoOnAndSpaceHeals() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString()),
                "no right to mount");
        try (var sandbox = new Sandbox(disk)) {
            sandbox.add(ListName.BLACK, Key.device(A), Reason.STOLEN);
            var tomorrow = Sandbox.START.plus(Duration.ofDays(1));
            var begins =
                    Sandbox.entry(Key.device(imei("35209900000009")), Reason.LOST, tomorrow, null);
            sandbox.add(ListName.BLACK, LOCAL, begins);
            var lines = new ArrayList<>(List.of("imei,reason"));
            for (int i = 10; i < 20_000; i++) {
                lines.add("352099000%05d,stolen".formatted(i));
            }
            Path list = Files.write(folder.resolve("list.csv"), lines);
            var order = Sandbox.order(ListName.BLACK, "police", false, list);
            Path filler = disk.resolve("filler");
            fill(filler);
            long before = sandbox.register().status().head().position();
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 1_000; i++) {
                                    sandbox.add(ListName.BLACK, Key.device(B), Reason.STOLEN);
                                    sandbox.remove(ListName.BLACK, LOCAL, Key.device(B));
                                }
                            })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("full");
            assertThatThrownBy(() -> sandbox.run(order)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> sandbox.register().rebuild()).isInstanceOf(IOException.class);
            assertThat(sandbox.register().decide(check(A)).verdict()).isEqualTo(Verdict.BLACK);
            sandbox.clock.pass(Duration.ofDays(2));
            sandbox.restart();
            assertThat(sandbox.verdict(A)).as("opened on a full disk").isEqualTo(Verdict.BLACK);
            Files.delete(filler);
            assertThat(sandbox.register().status().head().position())
                    .isGreaterThanOrEqualTo(before);
            assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
            Sandbox.inForce(sandbox.run(order));
            assertThat(sandbox.verdict(imei("35209900000010"))).isEqualTo(Verdict.BLACK);
            assertThat(sandbox.register().verify(null, p -> {}))
                    .isInstanceOf(Verification.Whole.class);
            sandbox.restart();
            assertThat(sandbox.verdict(A)).isEqualTo(Verdict.BLACK);
        } finally {
            run("umount", "-l", disk.toString()); // indexes stay mapped for a while
        }
    }

    private static void fill(Path filler) throws IOException {
        byte[] piece = new byte[4096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("space");
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
