// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.HdrHistogram.Histogram;
import org.veritac.signalling.Operators;
import org.veritac.signalling.diameter.Client;
import org.veritac.signalling.diameter.Header;
import org.veritac.signalling.diameter.Identity;
import org.veritac.signalling.s13.IdentityCheck;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// One connection of a load over S13, with its ring of requests.
final class Line implements Closeable {
    private static final String REALM = "epc.mnc001.mcc001.3gppnetwork.org";

    private final Client client;
    private final Requests requests;

    private Line(Client client, Requests requests) {
        this.client = client;
        this.requests = requests;
    }

    /// Connects and exchanges capabilities.
    ///
    /// @param number which connection: its name, and which checks it asks
    static Line connect(InetSocketAddress address, Population population, int number)
            throws IOException {
        var identity = new Identity("mme" + number + "." + REALM, REALM, "Veritac bench", 0);
        var offered =
                new IdentityCheck(
                        check -> {
                            throw new IOException("a generator answers nothing");
                        },
                        Operators.NONE);
        Client client = Client.connect(address, identity, List.of(offered), null);
        return new Line(client, new Requests(population, identity, REALM, number));
    }

    /// Keeps the window full while the load goes on, then waits for the last answer.
    ///
    /// @return how many were answered
    long pump(int window, BooleanSupplier going) throws IOException {
        long sent = window;
        long answered = 0;
        requests.send(client, 0, sent);
        var counter = new Counter();
        while (answered < sent) {
            if (!client.receive(counter)) {
                throw new IOException("the server closed the connection");
            }
            long fresh = counter.count - answered;
            answered = counter.count;
            if (going.getAsBoolean()) {
                requests.send(client, sent, sent + fresh);
                sent += fresh;
            }
        }
        return answered;
    }

    /// Counts answers, and insists that each is one: no error, and of the command asked.
    private static final class Counter implements Client.Answers {
        private long count;

        @Override
        public void answer(byte[] octets, int from, int to) throws IOException {
            Header header = Header.read(octets, from);
            boolean error = (octets[from + 4] & Header.ERROR) != 0;
            if (error || header.command() != IdentityCheck.COMMAND) {
                throw new IOException("not an equipment check answer");
            }
            count++;
        }
    }

    /// Sends at a fixed rate; each request has its due time.
    ///
    /// @param interval nanoseconds from one to the next
    /// @param total how many
    /// @return nanoseconds from when a request was due to its answer
    Histogram pace(long interval, long total) throws IOException {
        long start = System.nanoTime();
        var histogram = new Histogram(3);
        var failure = new IOException[1];
        Thread reader =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                read(total, start, interval, histogram);
                            } catch (IOException e) {
                                failure[0] = e;
                            }
                        });
        long sent = 0;
        while (sent < total) {
            long due = Math.min(total, (System.nanoTime() - start) / interval + 1);
            if (due > sent) {
                requests.send(client, sent, due);
                sent = due;
            }
            LockSupport.parkNanos(200_000);
        }
        Machine.join(reader);
        if (failure[0] != null) {
            throw failure[0];
        }
        return histogram;
    }

    private void read(long total, long start, long interval, Histogram histogram)
            throws IOException {
        long[] count = {0};
        while (count[0] < total) {
            boolean more =
                    client.receive((octets, from, to) -> {
                        long number = count[0]++;
                        long due = start + number * interval;
                        histogram.recordValue(Math.max(1, System.nanoTime() - due));
                    });
            if (!more) {
                throw new IOException("the server closed the connection");
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
