// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.identity.Imei;
import org.veritac.lab.network.Answer;
import org.veritac.lab.network.Console;
import org.veritac.lab.network.Mme;
import org.veritac.lab.network.Question;
import org.veritac.register.Verdict;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// How soon a change is seen by networks, while the server is under load.
@Command(
        name = "visible",
        header = "Time how soon a change is seen by networks, under load.",
        description = {
            "Starts a server with a generated black list, asks it over S13 all the time, and blocks"
                    + " one",
            "device after the other meanwhile. From the acknowledgement of each change on, an MME"
                    + " on a",
            "connection of its own asks for that device until it is black. First at a fixed rate,"
                    + " then",
            "as fast as the server answers."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac bench visible",
            "  ./veritac bench visible --rate 10000 --changes 50"
        })
final class VisibleBench implements Callable<Integer> {
    /// The first of the devices that are blocked one by one: of a model that is on no list.
    private static final long FIRST = 10_000_000_000_000L;

    /// Changes before those that count, for each load.
    private static final int WARM_UP = 20;

    private static final int CHECKS_MAX = 100_000;

    @Option(names = "--changes", description = "for each load (default: ${DEFAULT-VALUE})")
    private int changes = 200;

    @Option(names = "--connections", description = "of the load (default: ${DEFAULT-VALUE})")
    private int connections = 4;

    @Option(names = "--window", description = "requests under way each (default: ${DEFAULT-VALUE})")
    private int window = 256;

    @Option(names = "--rate", description = "fixed rate a second (default: ${DEFAULT-VALUE})")
    private int rate = 50_000;

    @Option(names = "--devices", description = "listed devices (default: ${DEFAULT-VALUE})")
    private long devices = 1_000_000;

    @Option(names = "--work", description = "where to put files (default: ${DEFAULT-VALUE})")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    private long next = FIRST;

    @Override
    public Integer call() throws IOException {
        Machine.say("%s", Machine.line());
        Machine.inFolder(work, this::measure);
        return 0;
    }

    private void measure(Path folder) throws IOException {
        Population population = Population.blocks(devices, 100);
        Path data = Machine.filled(folder, population);
        try (ServerProcess server = ServerProcess.start(data, List.of());
                var mme = Mme.connect(server.address("s13"), "watcher")) {
            for (int speed : List.of(rate, 0)) {
                var strength = new Load.Strength(connections, speed, window);
                try (var load = Load.start(server.address("s13"), population, strength)) {
                    observe(load, strength, data, mme);
                }
            }
        }
    }

    private void observe(Load load, Load.Strength strength, Path data, Mme mme) throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            change(data, mme, new Times(1), 0);
        }
        var times = new Times(changes);
        long before = load.answered();
        long began = System.nanoTime();
        for (int i = 0; i < changes; i++) {
            change(data, mme, times, i);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double each = (load.answered() - before) / seconds;
        load.end();
        Machine.say("%s (%,.0f answers a second meanwhile)", strength, each);
        times.say();
    }

    /// Blocks a device, and asks until it is black.
    private void change(Path data, Mme mme, Times times, int number) throws IOException {
        String imei = new Imei(next++).digits();
        var question = new Question(imei, null, null);
        long asked = System.nanoTime();
        Answer before = mme.ask(question);
        times.before[number] = (System.nanoTime() - asked) / 1e6;
        if (!before.means(Verdict.WHITE)) {
            throw new IOException("a device that is on no list is not white");
        }
        long began = System.nanoTime();
        Console.Said said = Console.inServer(data, "add", "black", imei);
        long acknowledged = System.nanoTime();
        if (said.code() != 0) {
            throw new IOException("not blocked: " + said.err());
        }
        Answer answer = mme.ask(question);
        for (int i = 1; !answer.means(Verdict.BLACK); i++) {
            if (i == CHECKS_MAX) {
                throw new IOException("still not black after %,d checks".formatted(i));
            }
            times.late++;
            answer = mme.ask(question);
        }
        times.seen[number] = (System.nanoTime() - acknowledged) / 1e6;
        times.acknowledged[number] = (acknowledged - began) / 1e6;
    }

    /// What one load has shown, in milliseconds.
    private static final class Times {
        private final double[] before;
        private final double[] acknowledged;
        private final double[] seen;

        /// Checks after an acknowledgement that did not see the change.
        private int late;

        Times(int changes) {
            before = new double[changes];
            acknowledged = new double[changes];
            seen = new double[changes];
        }

        void say() {
            say("a check before it takes", before);
            say("acknowledged after     ", acknowledged);
            say("then seen after        ", seen);
            Machine.say(
                    "  %d changes; checks that missed an acknowledged one: %d", seen.length, late);
        }

        private static void say(String what, double[] millis) {
            Machine.say(
                    "  %s: median %.2f ms, p99 %.2f ms, slowest %.1f ms",
                    what,
                    Machine.median(millis),
                    Machine.quantile(millis, 0.99),
                    Machine.quantile(millis, 1));
        }
    }
}
