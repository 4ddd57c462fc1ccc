// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How long something took by the clock, and how long processors worked on it: on a busy machine
/// only the second says much.
record Took(double seconds, double processorSeconds) {
    static final Took NOTHING = new Took(0, 0);

    /// Something that takes time.
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    static Took by(Work work) throws IOException {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long processor = system.getProcessCpuTime();
        long began = System.nanoTime();
        work.run();
        return new Took(
                (System.nanoTime() - began) / 1e9, (system.getProcessCpuTime() - processor) / 1e9);
    }

    Took and(Took other) {
        return new Took(seconds + other.seconds, processorSeconds + other.processorSeconds);
    }

    /// The one in the middle by the clock.
    static Took median(List<Took> all) {
        return all.stream()
                .sorted(Comparator.comparingDouble(Took::seconds))
                .toList()
                .get(all.size() / 2);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.2f s (%.2f s of processors)", seconds, processorSeconds);
    }
}
