// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;

/// What the client does when its SMSC is not what it should be.
class ClientTest {
    private static final byte[] ONE = {1};

    private final Letterbox letterbox = new Letterbox();

    private static ClientSettings to(InetSocketAddress address, ClientSettings.Limits limits) {
        return new ClientSettings(address, "gateway", new Password("secret"), limits);
    }

    @Test
    void aFullQueueRefusesTheNextAndKeepsTheRest() throws Exception {
        try (var silent = new ServerSocket(0, 1, Bench.anyPort().getAddress())) {
            var address = (InetSocketAddress) silent.getLocalSocketAddress();
            var limits =
                    Bench.quick().withResponse(Duration.ofSeconds(1)).withWindow(1).withQueue(2);
            var client = Bench.client(to(address, limits), letterbox);
            // One is in the hands of the only worker.
            var first = client.submit(Bench.toSubscriber(ONE), Bench.DAY);
            Bench.until(() -> client.counts().queued() == 0);
            var second = client.submit(Bench.toSubscriber(ONE), Bench.DAY);
            var third = client.submit(Bench.toSubscriber(ONE), Bench.DAY);
            var fourth = client.submit(Bench.toSubscriber(ONE), Bench.DAY);

            assertThat(fourth.get()).isEqualTo(new Submission.Unsent(Submission.Cause.QUEUE_FULL));
            assertThat(second).isNotDone();
            client.close();
            assertThat(CompletableFuture.allOf(first, second, third))
                    .succeedsWithin(Duration.ofSeconds(10));
            assertThat(third.get()).isEqualTo(new Submission.Unsent(Submission.Cause.CLOSED));
            assertThat(client.submit(Bench.toSubscriber(ONE), Bench.DAY).get())
                    .isEqualTo(new Submission.Unsent(Submission.Cause.CLOSED));
        }
    }

    @Test
    void withoutAConnectionAMessageIsUnsentAfterAWhile() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, Bench.anyPort().getAddress())) {
            port = taken.getLocalPort();
        }
        var address = new InetSocketAddress(Bench.anyPort().getAddress(), port);
        var limits = Bench.quick().withPatience(Duration.ofMillis(50));
        try (var client = Bench.client(to(address, limits), letterbox)) {
            assertThat(client.submit(Bench.toSubscriber(ONE), Bench.DAY).get())
                    .isEqualTo(new Submission.Unsent(Submission.Cause.NO_CONNECTION));
        }
    }

    @Test
    void bindsAgainWhenTheSmscComesBack() throws Exception {
        var first = new Bench(Bench.QUICK);
        try (var client = first.client("gateway", "secret", letterbox)) {
            assertThat(client.submit(Bench.toSubscriber(ONE), Bench.DAY).get())
                    .isInstanceOf(Submission.Accepted.class);
            first.close();
            var settings = new SmscSettings(first.address, Bench.accounts(), Bench.QUICK);
            try (var second =
                    new Smsc(
                            settings,
                            (subscriber, tpdu) -> Radio.Delivery.DELIVERED,
                            Clock.systemUTC())) {
                startAgain(second);
                Submission outcome = new Submission.Uncertain();
                while (!(outcome instanceof Submission.Accepted)) {
                    outcome = client.submit(Bench.toSubscriber(ONE), Bench.DAY).get();
                }

                assertThat(client.counts().binds()).isEqualTo(2);
            }
        }
    }

    @Test
    void manyMessagesEachGetTheirOwnOutcomeAndReceipt() throws Exception {
        int messages = 500;
        try (var bench = new Bench(Bench.QUICK);
                var client = bench.client("gateway", "secret", letterbox)) {
            var outcomes = new ArrayList<CompletableFuture<Submission>>();
            for (int i = 0; i < messages; i++) {
                outcomes.add(
                        client.submit(
                                Bench.toSubscriber(new byte[] {(byte) i, (byte) (i >> 8)}),
                                Bench.DAY));
            }
            var ids = new HashSet<String>();
            for (var outcome : outcomes) {
                ids.add(((Submission.Accepted) outcome.get()).messageId());
            }
            for (int i = 0; i < messages; i++) {
                assertThat(ids.remove(letterbox.receipt().messageId())).isTrue();
                bench.fromAir();
            }

            assertThat(ids).isEmpty();
        }
    }

    /// A client that tries a free port of the loopback interface may take it itself for a moment.
    private static void startAgain(Smsc smsc) throws InterruptedException {
        Bench.until(() -> {
            try {
                smsc.start();
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }
}
