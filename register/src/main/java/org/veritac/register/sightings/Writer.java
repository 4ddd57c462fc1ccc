// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.sightings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Takes sightings out of the ring and writes them. When the disk does not take them they stay
/// where they are, until the ring is full, and the disk is asked again once a second.
final class Writer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final long PAUSE_NANOS = 50_000_000;

    /// How long lines wait at most before they are written, and how long a disk that failed is left
    /// alone.
    static final long FLUSH_MILLIS = 1000;

    /// How many sightings one step takes at most, so that a flood does not keep it from the rest.
    private static final int STEP_MAX = Sightings.QUEUE_MAX;

    private final Ring ring;
    private final DayFiles files;
    private final Clock clock;
    private final Lines lines = new Lines();
    private final AtomicLong written = new AtomicLong();
    private long flushedAt;
    private long failedAt;
    private long prunedDay = Long.MIN_VALUE;
    private volatile boolean failing;
    private volatile boolean closing;

    Writer(Ring ring, Keeping keeping, Clock clock) {
        this.ring = ring;
        this.files = new DayFiles(keeping);
        this.clock = clock;
    }

    long written() {
        return written.get();
    }

    boolean isFailing() {
        return failing;
    }

    /// Asks the thread to write what there is, and end.
    void stop() {
        closing = true;
    }

    @Override
    public void run() {
        while (!closing) {
            step();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        finish();
    }

    /// Writes what has come, if it is time.
    void step() {
        long now = clock.millis();
        if (Lines.day(now) != prunedDay) {
            prunedDay = Lines.day(now);
            files.prune(prunedDay);
        }
        if (drain(now) && !isRecent(flushedAt, now)) {
            flush(now);
        }
    }

    /// Writes all there is and closes the file.
    void finish() {
        long now = clock.millis();
        failedAt = now - FLUSH_MILLIS;
        if (drain(now)) {
            flush(now);
        }
        try (files) {
            LOG.debug("sightings end");
        } catch (IOException e) {
            LOG.warn("the file of sightings does not close: {}", e.toString());
        }
    }

    /// Makes lines of what is in the ring, in pieces as large as there is room.
    ///
    /// @return false when the disk fails and the ring was not emptied
    private boolean drain(long now) {
        for (int i = 0; i < STEP_MAX && ring.hasNext(); i++) {
            if (!lines.takes(ring.millis()) && !flush(now)) {
                return false;
            }
            lines.add(ring.millis(), ring.check(), ring.decision());
            ring.remove();
        }
        return true;
    }

    private boolean flush(long now) {
        if (failing && isRecent(failedAt, now)) {
            return false;
        }
        flushedAt = now;
        if (lines.count() == 0) {
            return true;
        }
        try {
            files.append(lines.day(), lines.read());
        } catch (IOException e) {
            report(e);
            failing = true;
            failedAt = now;
            return false;
        }
        if (failing) {
            failing = false;
            LOG.info("sightings are written again");
        }
        written.addAndGet(lines.count());
        lines.clear();
        return true;
    }

    /// Also when the clock was put back.
    private static boolean isRecent(long then, long now) {
        return Math.abs(now - then) < FLUSH_MILLIS;
    }

    private void report(IOException e) {
        if (!failing) {
            LOG.warn("sightings cannot be written, checks go on: {}", e.toString());
        }
    }
}
