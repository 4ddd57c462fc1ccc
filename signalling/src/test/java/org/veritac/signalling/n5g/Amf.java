// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// A consumer of the service in clear text: HTTP/2 with prior knowledge, or HTTP/1.1.
final class Amf implements AutoCloseable {
    static final String PEI = "/n5g-eir-eic/v1/equipment-status?pei=imei-490154203237518";
    private static final long SECONDS = 20;

    record Reply(int status, Map<String, String> headers, String body) {
        static Future<Reply> of(HttpClientResponse response) {
            var headers = new TreeMap<String, String>();
            response.headers().forEach(headers::put);
            return response.body()
                    .map(body -> new Reply(response.statusCode(), headers, body.toString()));
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final HttpClientAgent client;
    private final InetSocketAddress address;

    Amf(InetSocketAddress address, HttpVersion version) {
        this.address = address;
        vertx.exceptionHandler(thrown -> {});
        client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setProtocolVersion(version)
                                .setHttp2ClearTextUpgrade(false));
    }

    static Amf h2c(InetSocketAddress address) {
        return new Amf(address, HttpVersion.HTTP_2);
    }

    Reply get(String target) {
        return await(send(HttpMethod.GET, target, Map.of()));
    }

    Future<Reply> send(HttpMethod method, String target, Map<String, String> headers) {
        return on(() ->
                client.request(to(method, target))
                        .compose(request -> {
                            headers.forEach(request::putHeader);
                            return request.send();
                        })
                        .compose(Reply::of));
    }

    /// Sends a request with a body.
    Future<Reply> send(String target, String body) {
        return on(() ->
                client.request(to(HttpMethod.GET, target))
                        .compose(request -> request.send(body))
                        .compose(Reply::of));
    }

    /// A request that is not sent yet.
    Future<HttpClientRequest> request(HttpMethod method, String target) {
        return on(() -> client.request(to(method, target)));
    }

    /// Does something on the client's event loop, where all events of its requests come one after
    /// the other: elsewhere an event could come before somebody listens.
    <T> Future<T> on(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(_ -> work.get().onComplete(done));
        return done.future();
    }

    private RequestOptions to(HttpMethod method, String target) {
        return options(method, target).setHost(address.getHostString()).setPort(address.getPort());
    }

    static RequestOptions options(HttpMethod method, String target) {
        return new RequestOptions().setMethod(method).setURI(target);
    }

    HttpClientConnection connect() {
        Future<HttpClientConnection> connection =
                on(() ->
                        client.connect(
                                        new HttpConnectOptions()
                                                .setHost(address.getHostString())
                                                .setPort(address.getPort()))
                                .onSuccess(made -> made.exceptionHandler(thrown -> {})));
        return await(connection);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
