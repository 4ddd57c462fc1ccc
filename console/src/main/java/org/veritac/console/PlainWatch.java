// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Decider;
import org.veritac.register.Decision;
import org.veritac.register.Verdict;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts verdicts, and answers `GET /health`.
final class PlainWatch implements Watch {
    private static final byte[] WELL = "{\"status\":\"up\"}\n".getBytes(StandardCharsets.UTF_8);
    private static final int OK = 200;

    private final Map<String, Map<Verdict, LongAdder>> counts = new ConcurrentHashMap<>();
    private @Nullable HttpServer http;

    @Override
    public Decider counted(String face, Decider decider) {
        var adders = new EnumMap<Verdict, LongAdder>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            adders.put(verdict, new LongAdder());
        }
        counts.put(face, adders);
        return check -> {
            Decision decision = decider.decide(check);
            Objects.requireNonNull(adders.get(decision.verdict())).increment();
            return decision;
        };
    }

    @Override
    public InetSocketAddress listen(InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        server.createContext(
                "/health",
                exchange -> {
                    exchange.sendResponseHeaders(OK, WELL.length);
                    exchange.getResponseBody().write(WELL);
                    exchange.close();
                });
        server.start();
        http = server;
        return server.getAddress();
    }

    @Override
    public String lately() {
        var text = new TreeMap<String, String>();
        counts.forEach((face, adders) -> {
            var words = new StringBuilder();
            adders.forEach((verdict, adder) -> {
                long count = adder.sumThenReset();
                words.append(
                        count == 0
                                ? ""
                                : " " + verdict.name().toLowerCase(Locale.ROOT) + " " + count);
            });
            text.put(face, words.isEmpty() ? " none" : words.toString());
        });
        return text.toString();
    }

    @Override
    public void close() {
        if (http != null) {
            http.stop(0);
        }
    }
}
