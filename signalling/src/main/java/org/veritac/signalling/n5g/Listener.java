// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/// One event loop's share of the interface. Everything here runs on that loop; what is shared with
/// the other loops is passed in.
final class Listener extends VerticleBase {
    /// Most bytes of a request body that are read and thrown away: a GET has none.
    static final int BODY_BYTES_MAX = 64 * 1024;

    private static final long HTTP2_NO_ERROR = 0;
    private static final CharSequence ALLOW = HttpHeaders.createOptimized("allow");
    private static final CharSequence GET = HttpHeaders.createOptimized("GET");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
    private static final CharSequence ONE_SECOND = HttpHeaders.createOptimized("1");
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /// What the loops have in common.
    ///
    /// @param endpoint decides what is answered
    /// @param admission the bound on requests in a second
    /// @param requestsPerSecondOfOne the bound on those of one connection
    /// @param tally counts the answers
    record Shared(
            Endpoint endpoint, Admission admission, int requestsPerSecondOfOne, Tally tally) {}

    private final Shared shared;
    private final HttpServerOptions options;
    private final SocketAddress address;

    /// Weak, because Vert.x does not report the end of a connection that changed its protocol.
    private final Map<HttpConnection, Peer> peers = new WeakHashMap<>();

    /// The answers as they are sent; the bodies are shared, so never to be written to.
    private final Map<Answer, Prepared> prepared = new EnumMap<>(Answer.class);

    private @Nullable HttpServer server;

    Listener(Shared shared, HttpServerOptions options, SocketAddress address) {
        this.shared = shared;
        this.options = options;
        this.address = address;
        for (Answer answer : Answer.values()) {
            prepared.put(
                    answer,
                    new Prepared(
                            Buffer.buffer(answer.body()),
                            HttpHeaders.createOptimized(answer.contentType())));
        }
    }

    private record Prepared(Buffer body, CharSequence contentType) {}

    @Override
    public Future<?> start() {
        context.exceptionHandler(Listener::report);
        server =
                vertx.createHttpServer(options)
                        .requestHandler(this::serve)
                        .invalidRequestHandler(this::refuse)
                        .exceptionHandler(e -> LOG.debug("connection failed: {}", e.toString()));
        return server.listen(address);
    }

    /// A peer's reset or hang-up must not fill the log; what is left is ours.
    private static void report(Throwable thrown) {
        if (thrown instanceof VertxException || thrown instanceof IOException) {
            LOG.debug("request failed: {}", thrown.toString());
        } else {
            LOG.error("an event loop met a bug", thrown);
        }
    }

    /// The port that is listened on; 0 before the start.
    int port() {
        return server == null ? 0 : server.actualPort();
    }

    /// Accepts no more, tells the peers to go, and waits for requests under way.
    Future<Void> drain(long millis) {
        return server == null
                ? Future.succeededFuture()
                : server.shutdown(millis, TimeUnit.MILLISECONDS);
    }

    private void serve(HttpServerRequest request) {
        Answer answer;
        try {
            answer = answer(request);
        } catch (RuntimeException e) {
            LOG.error("a request met a bug", e);
            answer = Answer.UNEXPECTED;
        }
        send(request, answer);
        if (!request.isEnded()) {
            request.handler(new BodyBound(request)::take);
        }
    }

    private Answer answer(HttpServerRequest request) {
        Peer peer = peers.computeIfAbsent(request.connection(), this::arrive);
        long now = System.nanoTime();
        if (!shared.admission.admits(now)) {
            return Answer.CONGESTED;
        }
        if (!peer.admission().admits(now)) {
            return Answer.TOO_MANY_REQUESTS;
        }
        String target = request.uri();
        return target == null
                ? Answer.REQUEST_MALFORMED
                : shared.endpoint.answer(
                        HttpMethod.GET.equals(request.method()),
                        target,
                        request.headers().get(HttpHeaders.ACCEPT),
                        peer.asker());
    }

    private Peer arrive(HttpConnection connection) {
        return new Peer(Peer.asker(connection), new Admission(shared.requestsPerSecondOfOne));
    }

    private void send(HttpServerRequest request, Answer answer) {
        shared.tally.count(answer);
        var ready = Objects.requireNonNull(prepared.get(answer));
        var response = request.response();
        if (answer.status() != 200) {
            response.setStatusCode(answer.status());
        }
        var headers = response.headers().set(HttpHeaders.CONTENT_TYPE, ready.contentType());
        if (answer == Answer.METHOD_NOT_ALLOWED) {
            headers.set(ALLOW, GET);
        } else if (answer.asksToWait()) {
            headers.set(RETRY_AFTER, ONE_SECOND);
        }
        response.end(ready.body());
    }

    /// Answers what is not HTTP/1.1, and closes.
    private void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Answer answer =
                switch (cause) {
                    case TooLongHttpLineException _ -> Answer.URI_TOO_LONG;
                    case TooLongHttpHeaderException _ -> Answer.HEADERS_TOO_LONG;
                    case null, default -> Answer.REQUEST_MALFORMED;
                };
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        send(request, answer);
        request.connection().close();
    }

    /// Lets a body pass by up to the bound, then ends the request.
    private static final class BodyBound {
        private final HttpServerRequest request;
        private long bytes;

        BodyBound(HttpServerRequest request) {
            this.request = request;
        }

        void take(Buffer part) {
            bytes += part.length();
            if (bytes <= BODY_BYTES_MAX) {
                return;
            }
            if (request.version() == HttpVersion.HTTP_2) {
                request.response().reset(HTTP2_NO_ERROR);
            } else {
                request.connection().close();
            }
        }
    }
}
