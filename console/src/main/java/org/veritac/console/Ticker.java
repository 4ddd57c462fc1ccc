// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.veritac.register.store.Register;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/// Lets time pass in a register, once a second, and says once a minute what goes on. It has a
/// thread of the platform, because what falls due may need an index to be built.
final class Ticker implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int TICKS_A_MINUTE = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Register register;
    private final Minute minute;
    private final Thread thread;
    private boolean failing;

    /// What is done once a minute.
    @FunctionalInterface
    interface Minute {
        void pass() throws IOException;
    }

    Ticker(Register register, Minute minute) {
        this.register = register;
        this.minute = minute;
        thread = Thread.ofPlatform().daemon().name("ticker").start(this::run);
    }

    private void run() {
        try {
            for (long ticks = 1; ; ticks++) {
                Thread.sleep(TICK);
                tick(ticks % TICKS_A_MINUTE == 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick(boolean full) {
        try {
            register.tick();
            if (full) {
                minute.pass();
            }
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.error("time does not pass in the register: {}", e.getMessage());
            }
            failing = true; // once is enough to say it, until it works again
        } catch (RuntimeException e) {
            // The clock goes on, or nothing would expire until the next start.
            if (!failing) {
                LOG.error("a tick met a bug", e);
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
