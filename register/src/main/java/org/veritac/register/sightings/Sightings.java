// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.sightings;

import org.veritac.register.Decider;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;

import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;

/// Keeps what checks have shown, and never stands in the way of a check: a sighting for which there
/// is no room is dropped and counted. Lines reach their file about once a second; what a crash
/// takes is the last second.
public final class Sightings implements Closeable {
    /// How many sightings wait at most to be written: some tenths of a second of full load.
    public static final int QUEUE_MAX = 1 << 16;

    private static final Duration CLOSING_MAX = Duration.ofSeconds(5);

    private final Ring ring = new Ring(QUEUE_MAX);
    private final Clock clock;
    private final Writer writer;
    private final Thread thread;
    private final LongAdder dropped = new LongAdder();
    private volatile boolean closed;

    /// Starts writing. A folder that cannot be written is no error here: the log says so, and it is
    /// tried again every second.
    ///
    /// @param threads makes the one thread that writes
    public Sightings(Keeping keeping, Clock clock, ThreadFactory threads) {
        this.clock = clock;
        writer = new Writer(ring, keeping, clock);
        thread = threads.newThread(writer);
        thread.start();
    }

    /// Keeps one sighting, if there is room. Takes no lock and does not wait.
    public void record(EquipmentCheck check, Decision decision) {
        if (closed || !ring.offer(clock.millis(), check, decision)) {
            dropped.increment();
        }
    }

    /// Another decider's answers, each of which leaves a sighting. A check without an answer leaves
    /// none.
    public Decider over(Decider decider) {
        return check -> {
            Decision decision = decider.decide(check);
            record(check, decision);
            return decision;
        };
    }

    /// How many were lost since the start.
    public long dropped() {
        return dropped.sum();
    }

    /// How many stand in files since the start.
    public long written() {
        return writer.written();
    }

    /// How many wait to be written.
    public long queued() {
        long written = writer.written(); // first, or a line could be counted as written too early
        return closed ? 0 : ring.offered() - written;
    }

    /// Whether the disk does not take them.
    public boolean isFailing() {
        return writer.isFailing();
    }

    /// Writes what there is, waiting some seconds at most; what is left then is dropped.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        writer.stop();
        try {
            if (!thread.join(CLOSING_MAX)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dropped.add(ring.offered() - writer.written());
    }
}
