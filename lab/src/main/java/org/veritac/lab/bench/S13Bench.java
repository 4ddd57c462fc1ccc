// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.HdrHistogram.Histogram;
import org.veritac.signalling.Operators;
import org.veritac.signalling.diameter.Client;
import org.veritac.signalling.diameter.Header;
import org.veritac.signalling.diameter.Identity;
import org.veritac.signalling.s13.IdentityCheck;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// How many equipment checks a whole server answers over S13, and how soon.
@Command(
        name = "s13",
        description = {
            "Starts a server with a generated black list and asks it over Diameter connections:",
            "as fast as it answers, then at a fixed rate. The generator runs on the same cores.",
            "Latency counts from when a request was due, so a stall of either side is seen."
        })
final class S13Bench implements Callable<Integer> {
    private static final String REALM = "epc.mnc001.mcc001.3gppnetwork.org";

    @Option(names = "--connections", description = "default: ${DEFAULT-VALUE}")
    private int connections = 4;

    @Option(names = "--window", description = "requests under way each (default: ${DEFAULT-VALUE})")
    private int window = 256;

    @Option(names = "--rate", description = "fixed rate a second (default: ${DEFAULT-VALUE})")
    private int rate = 50_000;

    @Option(names = "--seconds", description = "length of a round (default: ${DEFAULT-VALUE})")
    private int seconds = 5;

    @Option(names = "--rounds", description = "rounds (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--devices", description = "listed devices (default: ${DEFAULT-VALUE})")
    private long devices = 1_000_000;

    @Option(names = "--work", description = "where to put files (default: ${DEFAULT-VALUE})")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    /// One connection with its ring of requests.
    private record Line(Client client, Requests requests) {}

    @Override
    public Integer call() throws IOException {
        Machine.say("%s", Machine.line());
        Machine.inFolder(work, this::measure);
        return 0;
    }

    private void measure(Path folder) throws IOException {
        Population population = Population.blocks(devices, 100);
        Path data = Machine.filled(folder, population);
        try (ServerProcess server = ServerProcess.start(data, List.of())) {
            var lines = new ArrayList<Line>();
            for (int i = 0; i < connections; i++) {
                lines.add(connect(server.address("s13"), population, i));
            }
            pipelined(lines);
            paced(lines);
            lines.forEach(line -> line.client().close());
        }
    }

    private static Line connect(InetSocketAddress address, Population population, int number)
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

    private void pipelined(List<Line> lines) {
        double[] rates = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            long until = System.nanoTime() + seconds * 1_000_000_000L;
            long began = System.nanoTime();
            long answers = onAll(lines, (line, _) -> pump(line, until));
            double each = answers / ((System.nanoTime() - began) / 1e9);
            if (round >= 0) {
                rates[round] = each;
                Machine.say("  round %d: %,.0f answers a second", round + 1, each);
            }
        }
        Machine.say(
                "pipelined: %,.0f answers a second on %d connections, %d under way on each"
                        + " (median of %d rounds of %d s)",
                Machine.median(rates), connections, window, rounds, seconds);
    }

    /// Keeps the window full until the time is over, then waits for the last answer.
    private long pump(Line line, long until) throws IOException {
        long sent = window;
        long answered = 0;
        line.requests().send(line.client(), 0, sent);
        var counter = new Counter();
        while (answered < sent) {
            if (!line.client().receive(counter)) {
                throw new IOException("the server closed the connection");
            }
            long fresh = counter.count - answered;
            answered = counter.count;
            if (System.nanoTime() < until) {
                line.requests().send(line.client(), sent, sent + fresh);
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

    private void paced(List<Line> lines) {
        var p50 = new double[rounds];
        var p99 = new double[rounds];
        var most = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            var all = new Histogram(3);
            onAll(
                    lines,
                    (line, number) -> {
                        Histogram one = pace(line);
                        synchronized (all) {
                            all.add(one);
                        }
                        return 0;
                    });
            if (round >= 0) {
                p50[round] = all.getValueAtPercentile(50) / 1e6;
                p99[round] = all.getValueAtPercentile(99) / 1e6;
                most[round] = all.getMaxValue() / 1e6;
                Machine.say(
                        "  round %d: p50 %.2f ms, p99 %.2f ms, slowest %.1f ms",
                        round + 1, p50[round], p99[round], most[round]);
            }
        }
        Machine.say(
                "at %,d a second: p50 %.2f ms, p99 %.2f ms, slowest %.1f ms (medians of %d rounds)",
                rate, Machine.median(p50), Machine.median(p99), Machine.median(most), rounds);
    }

    /// Sends at this connection's share of the rate; each request has its due time.
    private Histogram pace(Line line) throws IOException {
        long interval = 1_000_000_000L * connections / rate;
        long total = seconds * 1_000_000_000L / interval;
        long start = System.nanoTime();
        var histogram = new Histogram(3);
        var failure = new IOException[1];
        Thread reader =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                read(line, total, start, interval, histogram);
                            } catch (IOException e) {
                                failure[0] = e;
                            }
                        });
        long sent = 0;
        while (sent < total) {
            long due = Math.min(total, (System.nanoTime() - start) / interval + 1);
            if (due > sent) {
                line.requests().send(line.client(), sent, due);
                sent = due;
            }
            LockSupport.parkNanos(200_000);
        }
        join(reader);
        if (failure[0] != null) {
            throw failure[0];
        }
        return histogram;
    }

    private static void read(Line line, long total, long start, long interval, Histogram histogram)
            throws IOException {
        long[] count = {0};
        while (count[0] < total) {
            boolean more =
                    line.client()
                            .receive((octets, from, to) -> {
                                long number = count[0]++;
                                long due = start + number * interval;
                                histogram.recordValue(Math.max(1, System.nanoTime() - due));
                            });
            if (!more) {
                throw new IOException("the server closed the connection");
            }
        }
    }

    /// Work of one connection.
    @FunctionalInterface
    private interface Work {
        long on(Line line, int number) throws IOException;
    }

    private static long onAll(List<Line> lines, Work work) {
        long[] results = new long[lines.size()];
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < lines.size(); i++) {
            int number = i;
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    results[number] = work.on(lines.get(number), number);
                                } catch (IOException e) {
                                    Machine.say("connection %d: %s", number, e);
                                }
                            }));
        }
        threads.forEach(S13Bench::join);
        long sum = 0;
        for (long result : results) {
            sum += result;
        }
        return sum;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
