// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Decider;
import org.veritac.signalling.Operators;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The interface N5g-eir: HTTP/2 with prior knowledge in clear text, or over TLS with ALPN, and
/// HTTP/1.1 on the same port. Decisions are made on the event loops, so the decider must not wait.
///
/// Bounded are connections, streams, requests in a second, the request target and header fields, a
/// body that nobody asked for, answers that a peer does not read, resets of streams and control
/// frames (Netty), idle connections and slow handshakes.
public final class Server implements AutoCloseable {
    private static final int HEADER_BYTES_MAX = 8192;

    /// Longer than what [Endpoint] accepts, so that HTTP/1.1 gets the same answer as HTTP/2 for
    /// what is little too long.
    private static final int REQUEST_LINE_BYTES_MAX = 4096;

    /// Most streams that one peer may reset in [#RESETS_WINDOW]; one more ends its connection. The
    /// answer to rapid reset (CVE-2023-44487), and to resets it makes us send (CVE-2025-8671).
    static final int RESETS_MAX = 200;

    private static final Duration RESETS_WINDOW = Duration.ofSeconds(30);

    /// What the kernel keeps of answers that a peer does not read; left alone it is some megabytes.
    private static final int SEND_BYTES = 128 * 1024;

    private static final int BACKLOG = 1024;
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration STARTING = Duration.ofSeconds(30);

    /// What closing takes beyond the drain itself.
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Configuration configuration;
    private final Listener.Shared shared;
    private final Doorway doorway;
    private final Tally tally = new Tally();
    private final List<Listener> listeners = new ArrayList<>();
    private @Nullable Vertx vertx;

    public Server(Decider decider, Operators operators, Configuration configuration) {
        this.configuration = configuration;
        var limits = configuration.limits();
        doorway = new Doorway(limits.connections());
        shared =
                new Listener.Shared(
                        new Endpoint(decider, operators, configuration.apiRoot()),
                        new Admission(limits.requestsPerSecond()),
                        limits.requestsPerSecondOfOne(),
                        tally);
    }

    /// Listens. To be called once.
    ///
    /// @return the address, with the port taken where the configuration left it open
    /// @throws IOException when the address cannot be taken or a file of the protection not be read
    public synchronized InetSocketAddress start() throws IOException {
        if (vertx != null) {
            throw new IllegalStateException("started already");
        }
        var options = options();
        var made = VertxBootstrap.create().options(vertxOptions()).transport(doorway).init();
        vertx = made.vertx();
        var address = shared(configuration.address());
        for (int i = 0; i < configuration.eventLoops(); i++) {
            var listener = new Listener(shared, options, address);
            listeners.add(listener);
            await(vertx.deployVerticle(listener), STARTING);
        }
        int port = listeners.getFirst().port();
        return new InetSocketAddress(configuration.address().getAddress(), port);
    }

    /// Stops: no new connection, GOAWAY to every peer, at most the drain of [Limits] for requests
    /// under way, then everything is closed. Closing again does nothing.
    @Override
    public synchronized void close() throws IOException {
        if (vertx == null || listeners.isEmpty()) {
            return;
        }
        var drain = configuration.limits().drain();
        var drained = listeners.stream().map(each -> each.drain(drain.toMillis())).toList();
        listeners.clear();
        var closed = Future.join(drained).eventually(vertx::close);
        await(closed, drain.plus(CLOSING));
    }

    /// The address as listeners share it: each that names port 0 would get a port of its own.
    private static SocketAddress shared(InetSocketAddress address) {
        return address.getPort() == 0
                ? SocketAddress.sharedRandomPort(1, address.getHostString())
                : SocketAddress.inetSocketAddress(address.getPort(), address.getHostString());
    }

    public Counts counts() {
        return new Counts(doorway.open(), doorway.refused(), tally.byStatus());
    }

    private VertxOptions vertxOptions() {
        return new VertxOptions()
                .setEventLoopPoolSize(configuration.eventLoops())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setClassPathResolvingEnabled(false));
    }

    private HttpServerOptions options() throws IOException {
        var limits = configuration.limits();
        var options =
                new HttpServerOptions()
                        .setTcpNoDelay(true)
                        .setAcceptBacklog(BACKLOG)
                        .setSendBufferSize(SEND_BYTES)
                        .setIdleTimeout(Math.toIntExact(limits.idle().toMillis()))
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setMaxInitialLineLength(REQUEST_LINE_BYTES_MAX)
                        .setMaxHeaderSize(HEADER_BYTES_MAX)
                        .setHttp2RstFloodMaxRstFramePerWindow(RESETS_MAX)
                        .setHttp2RstFloodWindowDuration((int) RESETS_WINDOW.toSeconds())
                        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
                        .setInitialSettings(
                                new Http2Settings()
                                        .setMaxConcurrentStreams(limits.streams())
                                        .setMaxHeaderListSize(HEADER_BYTES_MAX)
                                        .setPushEnabled(false));
        var tls = configuration.tls();
        return tls == null ? options : protect(options, tls);
    }

    private static HttpServerOptions protect(HttpServerOptions options, Tls tls)
            throws IOException {
        options.setSsl(true)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setSslHandshakeTimeout(HANDSHAKE.toSeconds())
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                .setKeyCertOptions(
                        new PemKeyCertOptions()
                                .setCertValue(Buffer.buffer(Files.readAllBytes(tls.certificate())))
                                .setKeyValue(Buffer.buffer(Files.readAllBytes(tls.key()))));
        if (tls.clientAuthority() != null) {
            var authority = Buffer.buffer(Files.readAllBytes(tls.clientAuthority()));
            options.setClientAuth(ClientAuth.REQUIRED)
                    .setTrustOptions(new PemTrustOptions().addCertValue(authority));
        }
        return options;
    }

    private static void await(Future<?> future, Duration bound) throws IOException {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("N5g-eir: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("N5g-eir: no end after " + bound, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("N5g-eir: interrupted", e);
        }
    }
}
