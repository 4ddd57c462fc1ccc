// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.console.control.Client;
import org.veritac.console.control.Request;
import org.veritac.register.Change;
import org.veritac.register.store.Register;
import org.veritac.register.store.World;
import org.veritac.signalling.diameter.Node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/// A serve, asked and changed while it runs.
@Timeout(60)
final class ServingScenario {
    private static final String DEVICE = "35209900176148";
    private static final int ROWS = 200_000;
    private static final World WORLD =
            new World(Clock.systemUTC(), new SecureRandom(), Runnable::run);

    @TempDir Path folder;

    private Path directory() {
        return folder.resolve("data");
    }

    private static String ask(Serving serving, String pei)
            throws IOException, InterruptedException {
        String where = serving.ready().replaceAll(".*n5g=([^ ]+).*", "$1");
        var uri = URI.create("http://" + where + "/n5g-eir-eic/v1/equipment-status?pei=" + pei);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void aChangeIsSeenByTheNextCheckOfANetwork() throws Exception {
        var shell = new Typed(folder);
        try (var serving = Started.in(directory())) {
            assertThat(ask(serving, "imei-" + DEVICE + "1")).contains("WHITELISTED");
            shell.type("add", "black", DEVICE, "--reason", "stolen");
            assertThat(ask(serving, "imei-" + DEVICE + "1")).contains("BLACKLISTED");
            assertThat(ask(serving, "imeisv-" + DEVICE + "07")).contains("BLACKLISTED");
        }
        assertThat(shell.type("check", DEVICE).code()).isEqualTo(1);
    }

    @Test
    void writesAConfigurationToEditAndFollowsItAtTheNextStart() throws Exception {
        Path file = ConfigurationFile.usual(directory());
        Started.in(directory()).close();
        assertThat(Files.readString(file)).isEqualTo(SettingsText.standardFile());
        Files.writeString(file, "policy: {mode: restrictive}\n");
        try (var serving = Started.in(directory())) {
            assertThat(ask(serving, "imei-" + DEVICE + "1")).contains("EQUIPMENT_UNKNOWN");
            assertThat(new Typed(folder).type("history", DEVICE).code()).isZero();
        }
        Files.delete(file);
        try (var serving = Started.in(directory())) {
            assertThat(ask(serving, "imei-" + DEVICE + "1"))
                    .as("a policy is not lost with its file")
                    .contains("EQUIPMENT_UNKNOWN");
        }
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void waitsForACommandThatHasTheDirectory() throws Exception {
        var said = new Heard();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Serving> starting;
            try (var _ = Register.open(directory(), WORLD)) {
                starting = threads.submit(() -> Started.heard(directory(), said));
                assertThat(said.lines.take()).contains("waiting for its end");
            }
            try (var serving = starting.get()) {
                assertThat(ask(serving, "imei-" + DEVICE + "1")).contains("WHITELISTED");
            }
        }
    }

    /// Standard error, line by line as it is said.
    private static final class Heard extends OutputStream {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int octet) {
            if (octet == '\n') {
                lines.add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(octet);
            }
        }
    }

    @Test
    void aDemoFillsAnEmptyRegisterOnceAndKeepsItsPolicy() throws Exception {
        Demo demo =
                (register, _, _) ->
                        register.apply(new Change.SetPolicy("{\"mode\": \"restrictive\"}"), "demo");
        for (int start = 0; start < 2; start++) {
            try (var serving = Started.in(directory(), demo)) {
                assertThat(ask(serving, "imei-" + DEVICE + "1")).contains("EQUIPMENT_UNKNOWN");
            }
        }
        assertThat(new Typed(folder).type("journal", "head").out()).startsWith("2 ");
    }

    @Test
    void saysWhenThereIsNoSctpToConnectBy() {
        Optional<String> missing = Node.sctpMissing();
        assumeTrue(missing.isPresent(), "this machine has SCTP");
        assertThatThrownBy(() -> overSctp("{}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("connect to 127.0.0.1:3868: " + missing.orElse(""));
    }

    @Test
    void sendsNothingUnprotectedOverSctpWhereTlsIsConfigured() {
        assertThatThrownBy(() -> overSctp("{certificate: a.pem, key: a.key}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("TLS is not to be had over SCTP");
    }

    private void overSctp(String tls) throws IOException {
        Settings node =
                SettingsText.read(
                        "serve: {diameter: {connect: [\"sctp:127.0.0.1:3868\"], tls: " + tls + "}}",
                        folder);
        Settings settings = node.with(Started.settings(folder).listen());
        Started.in(directory(), settings, null).close();
    }

    @Test
    void takesChangesFromManyCallersAtOnce() throws Exception {
        try (var _ = Started.in(directory());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var codes = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 16; i++) {
                String imei = "352099001761" + (10 + i);
                codes.add(
                        threads.submit(() -> new Typed(folder).type("add", "black", imei).code()));
            }
            for (Future<Integer> code : codes) {
                assertThat(code.get()).isZero();
            }
            assertThat(new Typed(folder).type("list", "black", "--json").json()).hasSize(16);
        }
    }

    @Test
    void anImportThatIsCancelledChangesNothing() throws Exception {
        var lines = new ArrayList<String>();
        lines.add("imei");
        for (int i = 0; i < ROWS; i++) {
            lines.add(String.valueOf(35_209_900_000_000L + i));
        }
        Files.write(folder.resolve("list.csv"), lines);
        try (var _ = Started.in(directory());
                var client = Client.connect(directory()).orElseThrow()) {
            String before = new Typed(folder).type("journal", "head").out();
            var err = new ByteArrayOutputStream();
            var request =
                    new Request(List.of("import", "black", "list.csv"), folder.toString(), true);
            int code =
                    client.run(
                            request,
                            new Client.Screen(
                                    new ByteArrayOutputStream(), err, (_, _, _) -> cancel(client)));
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo("veritac: cancelled: nothing has changed\n");
            assertThat(code).isEqualTo(1);
            assertThat(new Typed(folder).type("journal", "head").out()).isEqualTo(before);
            try (var layers = Files.list(directory().resolve("layers"))) {
                assertThat(layers).isEmpty();
            }
            assertThat(new Typed(folder).type("import", "black", "list.csv").code()).isZero();
        }
    }

    private static void cancel(Client client) {
        try {
            client.cancel();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesWhatOnlyWorksOnADirectoryThatNobodyServes() throws Exception {
        try (var _ = Started.in(directory());
                var client = Client.connect(directory()).orElseThrow()) {
            var err = new ByteArrayOutputStream();
            int code =
                    client.run(
                            new Request(List.of("restore", "x"), folder.toString(), false),
                            new Client.Screen(new ByteArrayOutputStream(), err, (_, _, _) -> {}));
            assertThat(code).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("not while");
        }
    }
}
