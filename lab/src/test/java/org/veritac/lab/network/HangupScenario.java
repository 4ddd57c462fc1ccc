// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.lab.bench.ServerProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a SIGHUP does to a real server.
@Timeout(60)
final class HangupScenario {
    private static final Question UNLISTED =
            new Question("35209900176148", null, "001010123456789");
    private static final int LOOKS_MAX = 400;
    private static final int PAUSE_MILLIS = 25;

    @TempDir private Path folder;

    @Test
    void sighupReadsTheConfigurationAgainAndABadFileKeepsTheOldOne() throws Exception {
        Path data = folder.resolve("data");
        Path file = data.resolve("veritac.yaml");
        try (var server = ServerProcess.startSoon(data, List.of());
                var mme = Mme.connect(server.address("s13"), "mme")) {
            assertThat(mme.ask(UNLISTED).words()).isEqualTo("2001 WHITELISTED");
            String restrictive =
                    Files.readString(file).replace("mode: permissive", "mode: restrictive");

            Files.writeString(file, restrictive);
            hangUp(server);
            await("reload: the policy is in force, position 2");
            assertThat(mme.ask(UNLISTED).words()).isEqualTo("5422 EQUIPMENT_UNKNOWN");

            Files.writeString(file, restrictive.replace("mode: restrictive", "mode: lenient"));
            hangUp(server);
            await("reload: nothing has changed: ");
            assertThat(log()).contains("veritac.yaml", "lenient");
            assertThat(mme.ask(UNLISTED).words()).isEqualTo("5422 EQUIPMENT_UNKNOWN");

            Files.delete(file);
            hangUp(server);
            await("there is no such file");
            assertThat(mme.ask(UNLISTED).words()).isEqualTo("5422 EQUIPMENT_UNKNOWN");

            Files.writeString(file, restrictive);
            hangUp(server);
            await("reload: the policy was in force already");
            assertThat(server.process().isAlive()).isTrue();
        }
    }

    private static void hangUp(ServerProcess server) throws IOException, InterruptedException {
        String id = Long.toString(server.process().pid());
        assertThat(new ProcessBuilder("kill", "-HUP", id).start().waitFor()).isZero();
    }

    /// Waits for a line of its log.
    private void await(String words) throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS_MAX && !log().contains(words); look++) {
            Thread.sleep(PAUSE_MILLIS);
        }
        assertThat(log()).contains(words);
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("serve.log"));
    }
}
