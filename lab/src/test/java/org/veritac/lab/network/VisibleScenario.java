// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.lab.bench.ServerProcess;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(60)
final class VisibleScenario {
    private static final int CHANGES = 60;
    private static final int ROWS = 30_000;
    private static final String IMSI = "001010123456789";

    @TempDir private Path folder;

    /// While two MMEs ask all the time and lists are imported.
    @Test
    void theNextCheckSeesWhatWasAcknowledged() throws Exception {
        Path data = folder.resolve("data");
        var stop = new AtomicBoolean();
        var asked = new AtomicLong();
        try (var server = ServerProcess.startSoon(data, List.of());
                var mme = Mme.connect(server.address("s13"), "mme");
                var amf = Amf.of(server.address("n5g"));
                var msc = Msc.connect(server.address("gsup"), "msc")) {
            var load = new ArrayList<Thread>();
            for (int i = 0; i < 2; i++) {
                var busy = Mme.connect(server.address("s13"), "busy" + i);
                load.add(Thread.ofPlatform().start(() -> ask(busy, stop, asked)));
            }
            load.add(Thread.ofPlatform().start(() -> importing(data, stop)));
            double[] millis = change(data, List.of(mme, amf, msc));
            stop.set(true);
            for (Thread thread : load) {
                thread.join();
            }
            System.out.printf(
                    "seen on three interfaces after: median %.1f ms, nine of ten %.1f ms, slowest"
                            + " %.1f ms, of %d changes beside %d checks%n",
                    millis[millis.length / 2],
                    millis[millis.length * 9 / 10],
                    millis[millis.length - 1],
                    CHANGES,
                    asked.get());
        }
        assertThat(asked).hasPositiveValue();
    }

    private static double[] change(Path data, List<Network> networks) throws IOException {
        double[] millis = new double[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            String imei = "352099%08d".formatted(i / 2);
            boolean listed = i % 2 == 0;
            var said = Console.inServer(data, listed ? "add" : "remove", "black", imei);
            assertThat(said.code()).as(said.err()).isZero();
            long acknowledged = System.nanoTime();
            for (Network network : networks) {
                Answer answer = network.ask(new Question(imei, null, IMSI));
                assertThat(answer.means(listed ? Verdict.BLACK : Verdict.WHITE))
                        .as("change %d: %s", i, answer.words())
                        .isTrue();
            }
            millis[i] = (System.nanoTime() - acknowledged) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static void ask(Mme busy, AtomicBoolean stop, AtomicLong asked) {
        try (busy) {
            for (int i = 0; !stop.get(); i++) {
                busy.ask(new Question("353000%08d".formatted(i), null, IMSI));
                asked.incrementAndGet();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void importing(Path data, AtomicBoolean stop) {
        try {
            for (int round = 0; !stop.get(); round++) {
                Path file = folder.resolve("black.csv");
                try (var rows = Files.newBufferedWriter(file)) {
                    rows.write("imei\n");
                    for (int i = 0; i < ROWS; i++) {
                        rows.write("3540%02d%08d\n".formatted(round % 2, i));
                    }
                }
                var said =
                        Console.inServer(
                                data,
                                "import",
                                "black",
                                file.toString(),
                                "--source",
                                "police",
                                "--max-shrink",
                                "100%");
                assertThat(said.code()).as(said.err()).isZero();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
