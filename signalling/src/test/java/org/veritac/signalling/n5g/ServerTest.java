// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.veritac.register.Decider;
import org.veritac.register.Decision;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;
import org.veritac.signalling.Asker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// The interface over sockets, in clear text.
class ServerTest {
    private static final Configuration FREE_PORT =
            Configuration.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    /// Small, so that answers that nobody reads pile up at the sender soon.
    private static final int RECEIVE_BYTES = 4096;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Asker> askers = new CopyOnWriteArrayList<>();

    private Server server(Decider decider, Limits limits) {
        var server = new Server(decider, this::remember, FREE_PORT.with(limits));
        open.add(server);
        return server;
    }

    private String remember(Asker asker) {
        askers.add(asker);
        return "";
    }

    private InetSocketAddress serving(Verdict verdict) throws IOException {
        return server(always(verdict), Limits.DEFAULT).start();
    }

    private static Decider always(Verdict verdict) {
        return check -> new Decision(verdict, Reason.NONE, null, 0, 0);
    }

    private Amf h2c(InetSocketAddress address) {
        var amf = Amf.h2c(address);
        open.addFirst(amf);
        return amf;
    }

    private Socket connect(InetSocketAddress address) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.connect(address);
        socket.setSoTimeout(10_000);
        open.addFirst(socket);
        return socket;
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"WHITE, WHITELISTED", "GREY, GREYLISTED", "BLACK, BLACKLISTED"})
    void answersAVerdict(Verdict verdict, String status) throws IOException {
        var reply = h2c(serving(verdict)).get(Amf.PEI);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("content-length", String.valueOf(reply.body().length()));
        assertThat(reply.body()).isEqualTo("{\"status\":\"" + status + "\"}");
        assertThat(askers).containsOnly(new Asker(InetAddress.getLoopbackAddress(), "", "", ""));
    }

    @Test
    void answersAnUnknownDeviceWithItsCause() throws IOException {
        var reply = h2c(serving(Verdict.UNKNOWN)).get(Amf.PEI);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(reply.body()).contains("\"cause\":\"ERROR_EQUIPMENT_UNKNOWN\"");
    }

    @Test
    void namesTheParameterThatIsWrong() throws IOException {
        var reply = h2c(serving(Verdict.WHITE)).get(Amf.PEI + "&supi=imsi-1");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .isEqualTo(
                        """
                        {"title":"Bad Request","status":400,"detail":"This is not one SUPI.",\
                        "cause":"OPTIONAL_QUERY_PARAM_INCORRECT",\
                        "invalidParams":[{"param":"query supi"}]}\
                        """);
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"})
    void refusesOtherMethodsNamingTheAllowedOne(String method) throws IOException {
        var reply =
                Amf.await(
                        h2c(serving(Verdict.WHITE))
                                .send(HttpMethod.valueOf(method), Amf.PEI, Map.of()));

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.headers()).containsEntry("allow", "GET");
    }

    @Test
    void readsTheAcceptField() throws IOException {
        var reply =
                Amf.await(
                        h2c(serving(Verdict.WHITE))
                                .send(HttpMethod.GET, Amf.PEI, Map.of("accept", "text/html")));

        assertThat(reply.status()).isEqualTo(406);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void readsAnAcceptFieldOfSeveralLines(HttpVersion version) throws IOException {
        Iterable<String> lines = List.of("application/problem+json", "application/json");
        var amf = new Amf(serving(Verdict.WHITE), version);
        open.addFirst(amf);
        var reply =
                Amf.await(
                        amf.request(HttpMethod.GET, Amf.PEI)
                                .compose(request -> request.putHeader("accept", lines).send())
                                .compose(Amf.Reply::of));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void toleratesTheHeadersOfA5gCore() throws IOException {
        var headers =
                Map.of(
                        "3gpp-sbi-message-priority", "5",
                        "3gpp-sbi-max-rsp-time", "3000",
                        "3gpp-sbi-sender-timestamp", "Sat, 21 Nov 2026 10:00:00.000 GMT",
                        "user-agent", "AMF-amf1",
                        "accept", "application/json,application/problem+json");

        var reply = Amf.await(h2c(serving(Verdict.WHITE)).send(HttpMethod.GET, Amf.PEI, headers));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void saysThatTheRegisterFails() throws IOException {
        Decider failing =
                check -> {
                    throw new IOException("the index is gone");
                };

        var reply = h2c(server(failing, Limits.DEFAULT).start()).get(Amf.PEI);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).contains("\"cause\":\"SYSTEM_FAILURE\"");
    }

    @Test
    void outlivesABugOfTheRegister() throws IOException {
        Decider buggy =
                check -> {
                    throw new IllegalStateException("a bug, on purpose");
                };

        var reply = h2c(server(buggy, Limits.DEFAULT).start()).get(Amf.PEI);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).contains("\"cause\":\"UNSPECIFIED_NF_FAILURE\"");
    }

    @Test
    void tellsAPeerThatAsksTooFastToWait() throws IOException {
        var server = server(always(Verdict.WHITE), Limits.DEFAULT.withRequestsPerSecond(1000, 1));

        var reply = refusal(h2c(server.start()));

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers()).containsEntry("retry-after", "1");
        assertThat(reply.body()).contains("\"cause\":\"NF_CONGESTION_RISK\"");
    }

    @Test
    void tellsEverybodyToWaitWhenThereIsTooMuch() throws IOException {
        var server = server(always(Verdict.WHITE), Limits.DEFAULT.withRequestsPerSecond(1, 1000));

        var reply = refusal(h2c(server.start()));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("retry-after", "1");
        assertThat(reply.body()).contains("\"cause\":\"NF_CONGESTION\"");
    }

    /// The first answer that is none: quick requests share a second sooner or later.
    private static Amf.Reply refusal(Amf amf) {
        return Stream.generate(() -> amf.get(Amf.PEI))
                .limit(100)
                .filter(reply -> reply.status() != 200)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void answersHttp1OnTheSamePort() throws IOException {
        var amf = new Amf(serving(Verdict.GREY), HttpVersion.HTTP_1_1);
        open.addFirst(amf);

        assertThat(amf.get(Amf.PEI).body()).isEqualTo("{\"status\":\"GREYLISTED\"}");
        assertThat(amf.get("/n5g-eir-eic/v1/equipment-status").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"3000, 414", "20000, 414"})
    void boundsTheRequestLineOfHttp1(int length, int status) throws IOException {
        assertThat(line(serving(Verdict.WHITE), "GET /" + "x".repeat(length) + " HTTP/1.1\r\n\r\n"))
                .endsWith(" " + status);
    }

    @Test
    void boundsTheHeaderFieldsOfHttp1() throws IOException {
        var request = "GET / HTTP/1.1\r\nx: " + "x".repeat(9000) + "\r\n\r\n";

        assertThat(line(serving(Verdict.WHITE), request)).endsWith(" 431");
    }

    @Test
    void refusesWhatIsNotHttp() throws IOException {
        assertThat(line(serving(Verdict.WHITE), "\0\1\2\3 nonsense\r\n\r\n")).endsWith(" 400");
    }

    private String line(InetSocketAddress address, String request) throws IOException {
        var socket = connect(address);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    @Test
    void ignoresABodyWithinItsBound() throws IOException {
        var amf = h2c(serving(Verdict.WHITE));
        var reply = Amf.await(amf.send(Amf.PEI, "x".repeat(Service.BODY_BYTES_MAX)));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void endsARequestWhoseBodyHasNoEnd() throws IOException {
        var reset = new CompletableFuture<Throwable>();
        var request = Amf.await(h2c(serving(Verdict.WHITE)).request(HttpMethod.GET, Amf.PEI));
        request.exceptionHandler(reset::complete).setChunked(true);

        for (int sent = 0; sent <= Service.BODY_BYTES_MAX; sent += 1024) {
            request.write("x".repeat(1024));
        }

        assertThat(reset).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void cutsOffAPeerThatResetsItsRequests() throws IOException {
        var connection = h2c(serving(Verdict.WHITE)).connect();
        var closed = new CompletableFuture<Void>();
        connection.closeHandler(closed::complete);

        for (int i = 0; i <= Http2.RESETS_MAX; i++) {
            connection
                    .request(Amf.options(HttpMethod.GET, Amf.PEI))
                    .onSuccess(request ->
                            request.exceptionHandler(e -> {}).setChunked(true).write("x"))
                    .onSuccess(request -> request.reset(8));
        }

        assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void announcesItsBoundOnStreams() throws IOException {
        var server = server(always(Verdict.WHITE), Limits.DEFAULT.withStreams(7));
        var connection = h2c(server.start()).connect();

        assertThat(connection.remoteSettings().getMaxConcurrentStreams()).isEqualTo(7);
        assertThat(connection.remoteSettings().getMaxHeaderListSize()).isEqualTo(8192);
    }

    @Test
    void acceptsConnectionsUpToTheirBound() throws IOException {
        var server = server(always(Verdict.WHITE), Limits.DEFAULT.withConnections(2));
        var address = server.start();
        connect(address);
        var second = connect(address);
        await(() -> server.counts().connections() == 2);

        assertThat(connect(address).getInputStream().read()).isEqualTo(-1);
        assertThat(server.counts().refused()).isEqualTo(1);

        second.close();
        await(() -> server.counts().connections() == 1);
        assertThat(h2c(address).get(Amf.PEI).status()).isEqualTo(200);
    }

    @Test
    void outlivesAFloodOfConnections() throws IOException {
        var server = server(always(Verdict.WHITE), Limits.DEFAULT.withConnections(100));
        var address = server.start();
        for (int i = 0; i < 500; i++) {
            connect(address);
        }
        await(() -> server.counts().refused() == 400);

        assertThat(server.counts().connections()).isEqualTo(100);
        for (var socket : List.copyOf(open)) {
            if (socket instanceof Socket each) {
                each.close();
            }
        }
        await(() -> server.counts().connections() == 0);
        assertThat(h2c(address).get(Amf.PEI).status()).isEqualTo(200);
    }

    @Test
    void closesIdleConnections() throws IOException {
        var server = server(always(Verdict.WHITE), Limits.DEFAULT.withIdle(Duration.ofSeconds(1)));
        var silent = connect(server.start());

        assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void cutsOffAPeerThatDoesNotReadItsAnswers() throws IOException {
        var server = server(always(Verdict.WHITE), Limits.DEFAULT);
        var socket = connect(server.start());
        byte[] requests =
                ("GET " + Amf.PEI + " HTTP/1.1\r\nhost: x\r\n\r\n")
                        .repeat(1000)
                        .getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 1000; i++) {
                                socket.getOutputStream().write(requests);
                            }
                        })
                .isInstanceOf(IOException.class);
        await(() -> server.counts().connections() == 0);
    }

    @Test
    void answersRequestsUnderWayBeforeItCloses() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        Decider slow =
                check -> {
                    asked.countDown();
                    awaitUninterruptibly(answer);
                    return new Decision(Verdict.BLACK, Reason.NONE, null, 0, 0);
                };
        var server = server(slow, Limits.DEFAULT);
        var address = server.start();
        var amf = h2c(address);
        var gone = new CompletableFuture<Integer>();
        amf.connect().goAwayHandler(away -> gone.complete(away.getLastStreamId()));
        var idle = amf.connect();
        var closed = new CompletableFuture<Void>();
        idle.closeHandler(closed::complete);

        var reply = amf.send(HttpMethod.GET, Amf.PEI, Map.of());
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        var closing = CompletableFuture.runAsync(() -> close(server));
        answer.countDown();

        assertThat(Amf.await(reply).body()).contains("BLACKLISTED");
        assertThat(closing).succeedsWithin(Duration.ofSeconds(10));
        assertThat(gone).succeedsWithin(Duration.ofSeconds(10));
        assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
        assertThatThrownBy(() -> connect(address)).isInstanceOf(IOException.class);
    }

    @Test
    void waitsForADrainNoLongerThanItsBound() throws Exception {
        var server =
                server(always(Verdict.WHITE), Limits.DEFAULT.withDrain(Duration.ofMillis(200)));
        var amf = h2c(server.start());
        var request = Amf.await(amf.request(HttpMethod.GET, Amf.PEI)).setChunked(true);
        Amf.await(
                amf.on(() -> {
                    var reply = request.response().compose(Amf.Reply::of);
                    return request.write("a body that never ends").compose(_ -> reply);
                }));

        var closing = CompletableFuture.runAsync(() -> close(server));

        assertThat(closing).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void saysWhyItCannotStart() throws IOException {
        var address = serving(Verdict.WHITE);
        var second = new Server(always(Verdict.WHITE), asker -> "", Configuration.of(address));
        open.add(second);

        assertThatThrownBy(second::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
    }

    @Test
    void countsItsAnswers() throws IOException {
        var server = server(always(Verdict.WHITE), Limits.DEFAULT);
        var amf = h2c(server.start());
        amf.get(Amf.PEI);
        amf.get(Amf.PEI);
        amf.get("/");

        assertThat(server.counts().answers()).containsEntry(200, 2L).containsEntry(400, 1L);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Server server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
