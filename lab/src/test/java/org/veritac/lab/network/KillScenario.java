// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.lab.bench.ServerProcess;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/// A real server is killed again and again while lists are imported and taken back and devices are
/// blocked one by one. `-Dveritac.kills=N` kills more often, `-Dveritac.kill.seed=N` otherwise.
@Timeout(600)
final class KillScenario {
    private static final int KILLS = Integer.getInteger("veritac.kills", 8);

    @TempDir private Path folder;

    static LongStream seeds() {
        return LongStream.of(Long.getLong("veritac.kill.seed", 20_260_103));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void losesNothingThatWasAcknowledgedAndHalvesNothing(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        Path data = folder.resolve("data");
        var singles = new SingleChanges(data, random.split());
        var imports = new ListChanges(data, folder, random.split());
        for (int kill = 0; kill < KILLS; kill++) {
            try (var server = ServerProcess.startSoon(data, List.of())) {
                verify(server, data, singles, imports);
                Thread one = Thread.ofPlatform().start(singles);
                Thread other = Thread.ofPlatform().start(imports);
                imports.awaitMoment(random);
                server.process().destroyForcibly().waitFor();
                one.join();
                other.join();
            }
            singles.rethrow();
            imports.rethrow();
        }
        try (var server = ServerProcess.startSoon(data, List.of())) {
            verify(server, data, singles, imports);
        }
        System.out.printf("%d kills: %s, %s%n", KILLS, singles.summary(), imports.summary());
    }

    private static void verify(
            ServerProcess server, Path data, SingleChanges singles, ListChanges imports)
            throws IOException {
        try (var mme = Mme.connect(server.address("s13"), "mme")) {
            singles.verify(mme);
            imports.verify(mme);
        }
        var said = Console.inServer(data, "journal", "verify");
        assertThat(said.code()).as(said.out() + said.err()).isZero();
        assertThat(said.out()).contains("whole");
    }
}
