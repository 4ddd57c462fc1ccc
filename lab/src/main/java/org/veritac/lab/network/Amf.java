// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks on N5g-eir (TS 29.511) over HTTP/2 with prior knowledge.
public final class Amf implements Network {
    private static final String PATH = "/n5g-eir-eic/v1/equipment-status?pei=";
    private static final Pattern STATUS = Pattern.compile("\"status\":\"([A-Z]+)\"");
    private static final Pattern CAUSE = Pattern.compile("\"cause\":\"([A-Z_]+)\"");
    private static final int IMEISV_DIGITS = 16;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final HttpClient client;
    private final InetSocketAddress address;

    private Amf(InetSocketAddress address) {
        this.address = address;
        client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setProtocolVersion(HttpVersion.HTTP_2)
                                .setHttp2ClearTextUpgrade(false));
    }

    /// One that connects when it asks first.
    public static Amf of(InetSocketAddress address) {
        return new Amf(address);
    }

    /// Asks with the prefix that belongs to the number of digits.
    @Override
    public Answer ask(Question question) throws IOException {
        String prefix = question.digits().length() == IMEISV_DIGITS ? "imeisv-" : "imei-";
        return ask(prefix + question.digits(), question.imsi());
    }

    /// Asks with any pei, which must need no quoting.
    public Answer ask(String pei, @Nullable String imsi) throws IOException {
        return answer(get(PATH + pei + (imsi == null ? "" : "&supi=imsi-" + imsi)));
    }

    private record Reply(int status, String body) {}

    /// Asks on the client's own event loop: elsewhere the body could come before somebody reads it.
    private Reply get(String target) throws IOException {
        var reply = new CompletableFuture<Reply>();
        context.runOnContext(_ ->
                send(target).onSuccess(reply::complete).onFailure(reply::completeExceptionally));
        return await(reply);
    }

    private Future<Reply> send(String target) {
        return client.request(HttpMethod.GET, address.getPort(), address.getHostString(), target)
                .compose(HttpClientRequest::send)
                .compose(response ->
                        response.body()
                                .map(body -> new Reply(response.statusCode(), body.toString())));
    }

    private static Answer answer(Reply reply) {
        String word = word(reply.status() == OK ? STATUS : CAUSE, reply.body());
        String words = reply.status() + " " + word;
        if (reply.status() == NOT_FOUND && word.equals("ERROR_EQUIPMENT_UNKNOWN")) {
            return Answer.of(words, Verdict.UNKNOWN);
        }
        if (reply.status() != OK) {
            return Answer.of(words);
        }
        return switch (word) {
            case "WHITELISTED" -> Answer.of(words, Verdict.WHITE);
            case "BLACKLISTED" -> Answer.of(words, Verdict.BLACK);
            case "GREYLISTED" -> Answer.of(words, Verdict.GREY);
            default -> Answer.of(words);
        };
    }

    private static String word(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("N5g-eir: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("N5g-eir: no answer in " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("N5g-eir: interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        await(vertx.close().toCompletionStage().toCompletableFuture());
    }
}
