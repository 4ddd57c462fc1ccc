// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.json.JsonMapper;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Serves health and figures over HTTP/1.1. One event loop answers health, so that it says the
/// truth also while a scrape waits for the register; one more thread collects figures.
public final class Server implements Closeable {
    /// How many connections are open at most; one more is closed at once.
    public static final int CONNECTIONS_MAX = 64;

    /// How many bytes the fields of a request have at most.
    public static final int HEADER_BYTES_MAX = 8192;

    /// How long a request line is at most, in bytes.
    public static final int REQUEST_LINE_BYTES_MAX = 2048;

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration IDLE_MAX = Duration.ofSeconds(75);
    private static final Duration STARTING_MAX = Duration.ofSeconds(30);
    private static final Duration CLOSING_MAX = Duration.ofSeconds(5);
    private static final String JSON = "application/json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Vertx vertx;
    private final Health health;
    private final Metrics metrics;
    private final HttpServer server;
    private final AtomicInteger connections = new AtomicInteger();

    private Server(Health health, Metrics metrics) {
        this.health = health;
        this.metrics = metrics;
        vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(1)
                                .setWorkerPoolSize(1)
                                .setInternalBlockingPoolSize(1)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        server =
                vertx.createHttpServer(
                                new HttpServerOptions()
                                        .setHttp2ClearTextEnabled(false)
                                        .setTcpNoDelay(true)
                                        .setMaxInitialLineLength(REQUEST_LINE_BYTES_MAX)
                                        .setMaxHeaderSize(HEADER_BYTES_MAX)
                                        .setIdleTimeout((int) IDLE_MAX.toSeconds())
                                        .setIdleTimeoutUnit(TimeUnit.SECONDS))
                        .connectionHandler(this::admit)
                        .exceptionHandler(e -> LOG.debug("connection failed: {}", e.toString()))
                        .requestHandler(this::answer);
    }

    /// Starts to serve.
    ///
    /// @param address where; port 0 takes a free one
    /// @throws IOException when the address cannot be taken
    public static Server start(InetSocketAddress address, Health health, Metrics metrics)
            throws IOException {
        var started = new Server(health, metrics);
        try {
            await(started.server.listen(address.getPort(), address.getHostString()), STARTING_MAX);
            return started;
        } catch (IOException e) {
            started.vertx.close();
            throw new IOException("http " + address + ": " + e.getMessage(), e);
        }
    }

    /// The port that was taken.
    public int port() {
        return server.actualPort();
    }

    private void admit(HttpConnection connection) {
        if (connections.incrementAndGet() > CONNECTIONS_MAX) {
            connections.decrementAndGet();
            connection.close();
            return;
        }
        connection.closeHandler(closed -> connections.decrementAndGet());
    }

    private void answer(HttpServerRequest request) {
        try {
            route(request);
        } catch (RuntimeException e) {
            LOG.error("a request met a bug", e);
            answer(request, 500, "text/plain", Buffer.buffer("see the log\n"));
        }
    }

    private void route(HttpServerRequest request) {
        String path = request.path();
        boolean known = "/health".equals(path) || "/metrics".equals(path);
        boolean reads =
                HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
        if (!known) {
            answer(request, 404, "text/plain", Buffer.buffer("/health or /metrics\n"));
        } else if (!reads) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            answer(request, 405, "text/plain", Buffer.buffer("GET or HEAD\n"));
        } else if ("/health".equals(path)) {
            health(request);
        } else {
            metrics(request);
        }
    }

    private void health(HttpServerRequest request) {
        switch (health.now()) {
            case Health.State.Up(long position) ->
                    json(request, 200, Map.of("status", "up", "position", position));
            case Health.State.Down(String why) ->
                    json(request, 503, Map.of("status", "down", "why", why));
            case Health.State.Draining() ->
                    json(request, 503, Map.of("status", "draining", "why", "it is stopping"));
        }
    }

    private static void json(HttpServerRequest request, int status, Map<String, Object> values) {
        answer(request, status, JSON, Buffer.buffer(MAPPER.writeValueAsBytes(values)));
    }

    /// Collecting may wait for the register, which the event loop must not.
    private void metrics(HttpServerRequest request) {
        vertx.executeBlocking(metrics::text)
                .onSuccess(text -> answer(request, 200, Metrics.CONTENT_TYPE, Buffer.buffer(text)))
                .onFailure(e -> {
                    LOG.error("figures cannot be collected", e);
                    answer(request, 500, "text/plain", Buffer.buffer("see the log\n"));
                });
    }

    private static void answer(HttpServerRequest request, int status, String type, Buffer body) {
        var response = request.response();
        if (response.closed()) {
            return; // the peer did not wait
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
        boolean last = hasBody(request);
        if (last) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        Future<Void> sent =
                HttpMethod.HEAD.equals(request.method()) ? response.end() : response.end(body);
        if (last) {
            sent.onComplete(done -> request.connection().close());
        }
    }

    /// Nothing here takes a body; one that comes is not read to its end, however long it is.
    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                || (length != null && !length.equals("0"));
    }

    /// Stops at once; nobody loses more than a figure.
    @Override
    public void close() throws IOException {
        await(vertx.close(), CLOSING_MAX);
    }

    private static void await(Future<?> future, Duration bound) throws IOException {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no end after " + bound, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
