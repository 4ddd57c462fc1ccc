// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;
import org.veritac.register.Verdict;
import org.veritac.register.store.Progress;
import org.veritac.register.store.Register;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/// How many decisions one thread makes when very many devices are listed.
@Command(
        name = "decide",
        header = "Count the decisions of one thread when very many devices are listed.",
        description = {
            "Imports generated devices as a black list and asks the register on one thread.",
            "By default 100 million in 5,000 models, filling half of contiguous blocks; that takes"
                    + " a few",
            "minutes and a few gigabytes of disk."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac bench decide",
            "  ./veritac bench decide --spread --tacs 24400",
            "  ./veritac bench decide --devices 10000000 --tacs 500"
        })
final class DecideBench implements Callable<Integer> {
    private static final int QUERIES = 1 << 22;

    @Option(names = "--devices", description = "listed devices (default: ${DEFAULT-VALUE})")
    private long devices = 100_000_000;

    @Option(names = "--tacs", description = "models (default: ${DEFAULT-VALUE})")
    private int tacs = 5_000;

    @Option(names = "--spread", description = "spread serials over all a model has")
    private boolean spread;

    @Option(names = "--rounds", description = "rounds (default: ${DEFAULT-VALUE})")
    private int rounds = 7;

    @Option(names = "--work", description = "where to put files (default: ${DEFAULT-VALUE})")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws IOException {
        Machine.say("%s", Machine.line());
        Machine.inFolder(work, this::measure);
        return 0;
    }

    private void measure(Path folder) throws IOException {
        Population population =
                spread ? Population.spread(devices, tacs) : Population.blocks(devices, tacs);
        Path file = folder.resolve("black.csv");
        population.writeList(file);
        try (Register register = Register.open(folder.resolve("data"), Machine.world())) {
            long began = System.nanoTime();
            register.imports().run(Machine.blackList(file), "bench", Progress.NONE);
            Register.Status status = register.status();
            Machine.say(
                    "%,d devices in %,d models imported in %.0f s; index %.3f bytes a device",
                    status.devices(),
                    tacs,
                    (System.nanoTime() - began) / 1e9,
                    status.indexBytes() / (double) status.devices());
            ask(register, population);
        }
    }

    private void ask(Register register, Population population) throws IOException {
        var random = new SplittableRandom(42);
        var imsi = Imsi.of("001010123456789");
        long[] imeis = new long[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            imeis[i] = population.query(random);
        }
        double[] rates = new double[rounds];
        long black = 0;
        for (int round = -1; round < rounds; round++) {
            long began = System.nanoTime();
            black = 0;
            for (long imei : imeis) {
                Decision decision = register.decide(EquipmentCheck.of(new Imei(imei), imsi));
                black += decision.verdict() == Verdict.BLACK ? 1 : 0;
            }
            double rate = QUERIES / ((System.nanoTime() - began) / 1e9);
            if (round >= 0) {
                rates[round] = rate;
            }
        }
        Machine.say(
                "%.2f million decisions a second on one thread (median of %d rounds of %,d checks,"
                        + " %.1f %% black)",
                Machine.median(rates) / 1e6, rounds, QUERIES, 100.0 * black / QUERIES);
    }
}
