// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// A load over S13 that goes on in the background until it is closed.
final class Load implements Closeable {
    private static final long SLICE_NANOS = 200_000_000;

    /// How much is asked.
    ///
    /// @param connections on how many connections
    /// @param rate checks a second on all together; 0 for as many as are answered
    /// @param window checks under way on each connection, when there is no rate
    record Strength(int connections, int rate, int window) {
        @Override
        public String toString() {
            return rate == 0 ? "at full speed" : "at %,d a second".formatted(rate);
        }
    }

    private final Strength strength;
    private final List<Line> lines = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private volatile boolean going = true;

    private Load(Strength strength) {
        this.strength = strength;
    }

    /// Connects and begins.
    static Load start(InetSocketAddress address, Population population, Strength strength)
            throws IOException {
        var load = new Load(strength);
        try {
            for (int i = 0; i < strength.connections(); i++) {
                load.lines.add(Line.connect(address, population, i));
            }
        } catch (IOException e) {
            load.lines.forEach(Line::close);
            throw e;
        }
        for (Line line : load.lines) {
            load.threads.add(Thread.ofPlatform().start(() -> load.run(line)));
        }
        return load;
    }

    private void run(Line line) {
        try {
            if (strength.rate() == 0) {
                while (going) {
                    long until = System.nanoTime() + SLICE_NANOS;
                    answered.addAndGet(
                            line.pump(strength.window(), () -> System.nanoTime() < until));
                }
                return;
            }
            long interval = 1_000_000_000L * strength.connections() / strength.rate();
            while (going) {
                answered.addAndGet(line.pace(interval, SLICE_NANOS / interval).getTotalCount());
            }
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }

    /// How many checks were answered until about now.
    long answered() {
        return answered.get();
    }

    /// Ends the load when what was asked is answered.
    ///
    /// @throws IOException when a connection has failed meanwhile
    void end() throws IOException {
        going = false;
        threads.forEach(Machine::join);
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        going = false;
        threads.forEach(Machine::join);
        lines.forEach(Line::close);
    }
}
