// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.HdrHistogram.Histogram;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// How many equipment checks a whole server answers over S13, and how soon.
@Command(
        name = "s13",
        header = "Count and time the checks that a whole server answers over S13.",
        description = {
            "Starts a server with a generated black list and asks it over Diameter connections:",
            "as fast as it answers, then at a fixed rate. The generator runs on the same cores.",
            "Latency counts from when a request was due, so a stall of either side is seen."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac bench s13",
            "  ./veritac bench s13 --rate 20000 --rounds 3"
        })
final class S13Bench implements Callable<Integer> {
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
                lines.add(Line.connect(server.address("s13"), population, i));
            }
            pipelined(lines);
            paced(lines);
            lines.forEach(Line::close);
        }
    }

    private void pipelined(List<Line> lines) {
        double[] rates = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            long until = System.nanoTime() + seconds * 1_000_000_000L;
            long began = System.nanoTime();
            long answers =
                    onAll(lines, (line, _) -> line.pump(window, () -> System.nanoTime() < until));
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

    private void paced(List<Line> lines) {
        var p50 = new double[rounds];
        var p99 = new double[rounds];
        var most = new double[rounds];
        long interval = 1_000_000_000L * connections / rate;
        for (int round = -1; round < rounds; round++) {
            var all = new Histogram(3);
            onAll(
                    lines,
                    (line, _) -> {
                        Histogram one = line.pace(interval, seconds * 1_000_000_000L / interval);
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
        threads.forEach(Machine::join);
        long sum = 0;
        for (long result : results) {
            sum += result;
        }
        return sum;
    }
}
