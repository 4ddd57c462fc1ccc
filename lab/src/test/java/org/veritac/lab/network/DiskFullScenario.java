// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.lab.bench.ServerProcess;
import org.veritac.lab.network.Console.Said;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A register on a file system of a few megabytes, which is then filled up.
@Tag("interop")
@Timeout(120)
final class DiskFullScenario {
    private static final String IMSI = "001010123456789";
    private static final int ROWS = 200_000;

    @TempDir private Path folder;
    private Path disk = Path.of("");
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=24m", "veritac", disk.toString()) == 0;
        assumeTrue(mounted, "mounting a small file system needs root");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", disk.toString());
        }
    }

    private static int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1; // no such program
        }
    }

    @Test
    void aFullDiskStopsChangesWithAClearErrorAndNoChecks() throws IOException {
        Path data = disk.resolve("data");
        Path large = list("large.csv", 2, ROWS);
        try (var server = ServerProcess.startSoon(data, List.of());
                var mme = Mme.connect(server.address("s13"), "mme")) {
            done(Console.inServer(data, "import", "black", list("small.csv", 1, 2_000).toString()));
            done(add(data, 1));
            Path filler = fill();

            assertThat(refused(add(data, 2))).isTrue();
            assertThat(refused(replace(data, large))).isTrue();
            answers(mme, false);

            Files.delete(filler);
            done(add(data, 3));
            assertThat(verdict(mme, single(3))).isEqualTo("2001 BLACKLISTED");
            answers(mme, false);
            done(Console.inServer(data, "journal", "verify"));
        }
        // Too large for the disk: stopped on the way, and what it had written goes.
        try (var server = ServerProcess.startSoon(data, List.of());
                var mme = Mme.connect(server.address("s13"), "mme")) {
            Path filler = fill(4 << 20);
            long free = free();
            assertThat(refused(replace(data, large))).isTrue();
            assertThat(free()).isGreaterThan(free - (1 << 20));
            answers(mme, false);
            done(add(data, 4));
            Files.delete(filler);
            done(replace(data, large));
            answers(mme, true);
            done(Console.inServer(data, "journal", "verify"));
        }
    }

    /// The small list, single changes, and the large list or not.
    private static void answers(Mme mme, boolean large) throws IOException {
        assertThat(verdict(mme, device(1, 0)))
                .isEqualTo(large ? "2001 WHITELISTED" : "2001 BLACKLISTED");
        assertThat(verdict(mme, device(2, ROWS - 1)))
                .isEqualTo(large ? "2001 BLACKLISTED" : "2001 WHITELISTED");
        assertThat(verdict(mme, single(1))).isEqualTo("2001 BLACKLISTED");
        assertThat(verdict(mme, single(2))).isEqualTo("2001 WHITELISTED");
    }

    private static String verdict(Mme mme, String imei) throws IOException {
        return mme.ask(new Question(imei, null, IMSI)).words();
    }

    private static boolean refused(Said said) {
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(3);
        assertThat(said.err()).contains("full").doesNotContain("bug", "Exception");
        return true;
    }

    private static void done(Said said) {
        assertThat(said.code()).as(said.out() + said.err()).isZero();
    }

    private static Said add(Path data, int number) throws IOException {
        return Console.inServer(data, "add", "black", single(number));
    }

    private static Said replace(Path data, Path list) throws IOException {
        return Console.inServer(data, "import", "black", list.toString(), "--max-shrink", "100%");
    }

    private static String single(int number) {
        return "352000%08d".formatted(number);
    }

    private static String device(int block, int number) {
        return "3530%02d%08d".formatted(block, number);
    }

    private Path list(String name, int block, int rows) throws IOException {
        Path file = folder.resolve(name);
        try (var out = Files.newBufferedWriter(file)) {
            out.write("imei,reason\n");
            for (int i = 0; i < rows; i++) {
                out.write(device(block, i) + ",stolen\n");
            }
        }
        return file;
    }

    private Path fill() throws IOException {
        return fill(0);
    }

    /// Fills the disk, but for some octets.
    private Path fill(int left) throws IOException {
        Path filler = disk.resolve("filler");
        byte[] some = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (free() > left) {
                out.write(some);
            }
        } catch (IOException e) {
            assertThat(free()).isZero();
        }
        return filler;
    }

    private long free() throws IOException {
        return Files.getFileStore(disk).getUsableSpace();
    }
}
