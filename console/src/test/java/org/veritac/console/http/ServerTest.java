// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.register.journal.Head;
import org.veritac.register.store.Register;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

final class ServerTest {
    private static final Decision WHITE = new Decision(Verdict.WHITE, Reason.NONE, null, 0, 17);
    private static final Register.Status STATUS = new Register.Status(Head.EMPTY, 0, 0, 0, 0, 0, 0);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile boolean closed;
    private Health health;
    private Metrics metrics;
    private Server server;

    @BeforeEach
    void start() throws IOException {
        health = new Health(check -> answer(WHITE));
        metrics = new Metrics(() -> answer(STATUS), System::nanoTime);
        server =
                Server.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        health,
                        metrics);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private <T> T answer(T answer) throws IOException {
        if (closed) {
            throw new IOException("the register is closed");
        }
        return answer;
    }

    private HttpResponse<String> send(String method, String path)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, BodyPublishers.noBody())
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /// What comes back for bytes, until the server closes.
    private String exchange(String bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String request(String... lines) {
        return String.join("\r\n", lines) + "\r\nHost: x\r\n\r\n";
    }

    @Test
    void isHealthyWhileTheRegisterAnswers() throws Exception {
        HttpResponse<String> response = send("GET", "/health");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body())
                .contains("\"status\":\"up\"")
                .contains("\"position\":17")
                .matches("\\{.*\\}");
    }

    @Test
    void saysWhyItIsNot() throws Exception {
        closed = true;
        HttpResponse<String> response = send("GET", "/health");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .contains("\"status\":\"down\"")
                .contains("\"why\":\"the register is closed\"");
    }

    @Test
    void saysThatItGoesAway() throws Exception {
        health.drain();
        HttpResponse<String> response = send("GET", "/health");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("\"status\":\"draining\"");
    }

    @Test
    void givesFiguresInTheFormatOfPrometheus() throws Exception {
        HttpResponse<String> response = send("GET", "/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body()).contains("\nveritac_register_up 1.0\n");
    }

    @Test
    void answersHeadWithTheFieldsOfGetAndNoBody() throws Exception {
        HttpResponse<String> head = send("HEAD", "/health");
        HttpResponse<String> get = send("GET", "/health");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("content-length"))
                .contains(String.valueOf(get.body().length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health/", "/healthz", "/metrics/x", "/favicon.ico"})
    void knowsNoOtherPath(String path) throws Exception {
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
        assertThat(send("POST", path).statusCode()).isEqualTo(404);
    }

    @Test
    void doesNotMindAQuery() throws Exception {
        assertThat(send("GET", "/health?verbose=1").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"})
    void allowsOnlyGetAndHead(String method) throws Exception {
        for (String path : List.of("/health", "/metrics")) {
            HttpResponse<String> response = send(method, path);
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("allow")).contains("GET, HEAD");
        }
    }

    @Test
    void readsNoBodyHoweverLong() throws Exception {
        String answer =
                exchange(request("POST /health HTTP/1.1", "Content-Length: 999999999999") + "xxxx");
        assertThat(answer).startsWith("HTTP/1.1 405 ").containsIgnoringCase("connection: close");
    }

    @Test
    void takesARequestLineUpToItsMaximum() throws Exception {
        int rest = Server.REQUEST_LINE_BYTES_MAX - "GET /health? HTTP/1.1".length();
        String end = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        assertThat(exchange("GET /health?" + "q".repeat(rest) + end)).startsWith("HTTP/1.1 200 ");
        assertThat(exchange("GET /health?" + "q".repeat(rest + 1) + end))
                .startsWith("HTTP/1.0 414 ");
    }

    @Test
    void takesFieldsUpToTheirMaximum() throws Exception {
        String start = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: ";
        int line = "Host: x".length() + "Connection: close".length() + "X: ".length();
        int rest = Server.HEADER_BYTES_MAX - line;
        assertThat(exchange(start + "q".repeat(rest) + "\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(exchange(start + "q".repeat(rest + 1) + "\r\n\r\n")).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void refusesWhatIsNoRequest() throws Exception {
        assertThat(exchange("GET\r\n\r\n")).startsWith("HTTP/1.0 400 ");
    }

    @Test
    void closesTheConnectionThatIsOneTooManyAndTakesOneWhenAnotherGoes() throws Exception {
        var open = new ArrayList<Socket>();
        try {
            for (int i = 0; i < Server.CONNECTIONS_MAX; i++) {
                open.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            ask(open.getLast());
            assertThat(open.getLast().getInputStream().read()).isEqualTo('H');
            try (var tooMany = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                tooMany.setSoTimeout(10_000);
                assertThat(tooMany.getInputStream().read()).isEqualTo(-1);
            }
            // Half-closing makes the server close, and its end tells that it has counted.
            open.getFirst().shutdownOutput();
            assertThat(open.getFirst().getInputStream().read()).isEqualTo(-1);
            assertThat(send("GET", "/health").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static void ask(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(
                        "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void survivesAFigureThatCannotBeCollected() throws Exception {
        metrics.gauge(
                "veritac_broken",
                "A bug",
                () -> {
                    throw new IllegalStateException("a bug for the log");
                });
        assertThat(send("GET", "/metrics").statusCode()).isEqualTo(500);
        assertThat(send("GET", "/health").statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhichAddressItCannotHave() {
        var taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        assertThatThrownBy(() -> Server.start(taken, health, metrics))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(String.valueOf(server.port()));
    }

    @Test
    void answersFiguresOneAfterTheOther() throws Exception {
        String both =
                exchange(
                        request("GET /metrics HTTP/1.1")
                                + request("GET /health HTTP/1.1", "Connection: close"));
        assertThat(both.indexOf("veritac_register_up"))
                .isPositive()
                .isLessThan(both.indexOf("\"status\":\"up\""));
    }
}
