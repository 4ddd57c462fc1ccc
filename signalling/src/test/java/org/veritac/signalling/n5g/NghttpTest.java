// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.signalling.Operators;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The clients of nghttp2, from Debian's package nghttp2-client.
@Tag("interop")
class NghttpTest {
    private final Server server =
            new Server(
                    check ->
                            new Decision(
                                    check.svn() < 0 ? Verdict.WHITE : Verdict.UNKNOWN,
                                    Reason.NONE,
                                    null,
                                    0,
                                    0),
                    Operators.NONE,
                    Configuration.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    private String root = "";

    @BeforeEach
    void start() throws IOException {
        root = "http://127.0.0.1:" + server.start().getPort();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void nghttpReadsAVerdict() throws Exception {
        String talk = run("nghttp", "-v", root + Amf.PEI);

        assertThat(talk).contains(":status: 200", "{\"status\":\"WHITELISTED\"}");
        assertThat(talk).contains("SETTINGS_MAX_CONCURRENT_STREAMS(0x03):256");
    }

    @Test
    void nghttpReadsProblems() throws Exception {
        String resource = root + "/n5g-eir-eic/v1/equipment-status";

        assertThat(run("nghttp", "-v", resource + "?pei=imeisv-4901542032375142"))
                .contains(":status: 404", "application/problem+json", "ERROR_EQUIPMENT_UNKNOWN");
        assertThat(run("nghttp", "-v", resource))
                .contains(":status: 400", "MANDATORY_QUERY_PARAM_MISSING");
        assertThat(run("nghttp", "-v", "-H:method: DELETE", root + Amf.PEI))
                .contains(":status: 405", "allow: GET");
        assertThat(run("nghttp", "-v", root + Amf.PEI + "&x=" + "y".repeat(2048)))
                .contains(":status: 414");
        assertThat(run("nghttp", "-v", "-Hx: " + "x".repeat(9000), root + Amf.PEI))
                .contains(":status: 431");
    }

    @Test
    void h2loadGetsAllItsAnswers() throws Exception {
        String report = run("h2load", "-n", "20000", "-c", "8", "-m", "32", root + Amf.PEI);

        assertThat(report)
                .contains("20000 done, 20000 succeeded, 0 failed, 0 errored, 0 timeout")
                .contains("20000 2xx, 0 3xx, 0 4xx, 0 5xx");
        assertThat(server.counts().answers()).containsEntry(200, 20_000L);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        assumeTrue(isInstalled(command[0]), command[0] + " is not installed");
        var process =
                new ProcessBuilder(new ArrayList<>(List.of(command)))
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        byte[] said = process.getInputStream().readAllBytes();
        process.waitFor();
        return new String(said, StandardCharsets.UTF_8);
    }

    private static boolean isInstalled(String name) {
        return Files.isExecutable(Path.of("/usr/bin", name));
    }
}
