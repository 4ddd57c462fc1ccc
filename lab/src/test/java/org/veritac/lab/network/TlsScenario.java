// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.veritac.lab.bench.ServerProcess;
import org.veritac.signalling.diameter.Tls;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/// S13 and N5g-eir of a real server over TLS, with certificates demanded of clients.
@Timeout(120)
final class TlsScenario {
    private static final String REALM = "epc.mnc001.mcc001.3gppnetwork.org";
    private static final String BLOCKED = "35209900176148";
    private static final Question QUESTION = new Question(BLOCKED, null, "001010123456789");

    @TempDir private static Path folder;

    private static Authority ours;
    private static Authority foreign;
    private static ServerProcess server;

    @BeforeAll
    static void serve() throws Exception {
        ours = new Authority(folder, "ca");
        foreign = new Authority(folder, "other-ca");
        ours.certify("eir", "eir." + REALM);
        ours.certify("mme", "mme." + REALM);
        ours.certify("unlisted", "unlisted." + REALM);
        ours.certify("amf", "amf." + REALM);
        foreign.certify("stranger", "mme." + REALM);
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                data.resolve("veritac.yaml"),
                """
                serve:
                  diameter:
                    tls: {certificate: ../eir.pem, key: ../eir.key, authority: ../ca.pem}
                    peers: [mme.%1$s, amf.%1$s]
                  n5g:
                    tls: {certificate: ../eir.pem, key: ../eir.key, authority: ../ca.pem}
                """
                        .formatted(REALM));
        server = ServerProcess.startSoon(data, List.of());
        assertThat(Console.inServer(data, "add", "black", BLOCKED).code()).isZero();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void anMmeWithACertificateIsAnswered() throws Exception {
        answersMme();
    }

    private static void answersMme() throws Exception {
        try (var mme = mme("mme", ours.of("mme", ours))) {
            assertThat(mme.ask(QUESTION).words()).isEqualTo("2001 BLACKLISTED");
        }
    }

    @Test
    void onS13NobodyElseIs() throws Exception {
        SSLContext member = ours.of("mme", ours);
        refuses("mme", ours.anonymous());
        refuses("mme", foreign.of("stranger", ours));
        // Admitted, but under another name than the certificate's.
        refuses("amf", member);
        // Of our authority, but not among the peers.
        assertThatThrownBy(() -> mme("unlisted", ours.of("unlisted", ours)).close())
                .hasMessageContaining("3010");
        // Takes nobody else for the register.
        assertThatThrownBy(() -> mme("mme", ours.of("mme", foreign)).close())
                .isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> Mme.connect(server.address("s13"), "mme").close())
                .isInstanceOf(IOException.class);
        // And none of them has harmed the next one.
        answersMme();
    }

    @Test
    void anAmfWithACertificateIsAnsweredOverHttp2() throws Exception {
        answersAmf();
    }

    private static void answersAmf() throws Exception {
        var reply = get(ours.of("amf", ours));
        assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"status\":\"BLACKLISTED\"}");
        assertThat(reply.sslSession().orElseThrow().getProtocol()).startsWith("TLSv1.");
    }

    @Test
    void onN5gNobodyElseIs() throws Exception {
        assertThatThrownBy(() -> get(ours.anonymous())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(foreign.of("stranger", ours))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(ours.of("amf", foreign)))
                .isInstanceOf(SSLHandshakeException.class);
        var address = server.address("n5g");
        try (var plain = new Socket(address.getAddress(), address.getPort())) {
            plain.setSoTimeout(20_000);
            plain.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nHost: eir\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            String said = new String(plain.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).doesNotContain("HTTP");
        }
        answersAmf();
    }

    @Test
    @Tag("interop")
    void curlIsAnsweredOverHttp2() throws Exception {
        var asked =
                run(
                        "curl",
                        List.of("--silent", "--http2", "--write-out", " %{http_version}"),
                        List.of("--cacert", folder.resolve("ca.pem").toString()),
                        List.of("--cert", folder.resolve("amf.pem").toString()),
                        List.of("--key", folder.resolve("amf.key").toString(), url()));
        assertThat(asked).isEqualTo("{\"status\":\"BLACKLISTED\"} 2");
    }

    @Test
    @Tag("interop")
    void nghttpIsAnswered() throws Exception {
        var asked =
                run(
                        "nghttp",
                        List.of("--cert", folder.resolve("amf.pem").toString()),
                        List.of("--key", folder.resolve("amf.key").toString(), url()));
        assertThat(asked).contains("{\"status\":\"BLACKLISTED\"}");
    }

    @SafeVarargs
    private static String run(String program, List<String>... options) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", program)), program + " is not installed");
        var command = new ArrayList<>(List.of(program));
        for (List<String> some : options) {
            command.addAll(some);
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static String url() {
        return "https://127.0.0.1:%d/n5g-eir-eic/v1/equipment-status?pei=imei-%s0"
                .formatted(server.address("n5g").getPort(), BLOCKED);
    }

    private static void refuses(String name, SSLContext context) {
        assertThatThrownBy(() -> mme(name, context).close()).isInstanceOf(IOException.class);
    }

    private static Mme mme(String name, SSLContext context) throws IOException {
        var tls = new Tls(context, Tls.Certificates.NONE);
        return Mme.connect(server.address("s13"), name, tls);
    }

    private static HttpResponse<String> get(SSLContext context) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .sslContext(context)
                        .connectTimeout(Duration.ofSeconds(20))
                        .build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url())).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
