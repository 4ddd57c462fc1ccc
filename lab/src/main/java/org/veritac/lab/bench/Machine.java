// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.files.CheckDigit;
import org.veritac.register.store.ImportOrder;
import org.veritac.register.store.Progress;
import org.veritac.register.store.Register;
import org.veritac.register.store.World;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Executors;

/// What all benchmarks share: the machine's line, a folder that goes away, medians.
final class Machine {
    private Machine() {}

    static World world() {
        return new World(
                Clock.systemUTC(), new SecureRandom(), Executors.newVirtualThreadPerTaskExecutor());
    }

    /// One line that says what was measured on.
    static String line() {
        return "%s, %d cores, %d MiB heap, Java %s"
                .formatted(
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory() >> 20,
                        Runtime.version());
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// The value that a share of all does not exceed; the greatest for 1.
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(sorted.length * share) - 1];
    }

    /// A sentence in plain figures, whatever the machine's language.
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is in a library we do not ship
    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /// Work in a folder that is deleted afterwards.
    @FunctionalInterface
    interface Work {
        void in(Path folder) throws IOException;
    }

    /// A register's directory in which a population is on the black list.
    static Path filled(Path folder, Population population) throws IOException {
        Path file = folder.resolve("black.csv");
        population.writeList(file);
        Path data = folder.resolve("data");
        try (Register register = Register.open(data, world())) {
            register.imports().run(blackList(file), "bench", Progress.NONE);
        }
        return data;
    }

    static ImportOrder blackList(Path file) {
        return new ImportOrder(
                ListName.BLACK,
                "bench",
                false,
                file,
                CheckDigit.STRICT,
                Reason.UNSPECIFIED,
                false,
                ImportOrder.Limits.STANDARD);
    }

    static void inFolder(Path parent, Work work) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(parent), "bench");
        try {
            work.in(folder);
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
