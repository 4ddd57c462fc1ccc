// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Waits for the signal to end (SIGTERM, SIGINT), drains, and ends the process with 0.
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /// After this the process ends whatever is still under way: acknowledged changes are on disk.
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final CountDownLatch drained = new CountDownLatch(1);
    private final Serving serving;

    Drain(Serving serving) {
        this.serving = serving;
    }

    /// Does not return.
    void await() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::drain));
        try {
            drained.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() {
        Thread end = Thread.ofPlatform().daemon().start(this::close);
        try {
            if (!end.join(BOUND)) {
                LOG.warn("not drained after {}", BOUND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0); // the signal's own code would say that something failed
    }

    private void close() {
        try {
            serving.close();
        } catch (IOException e) {
            LOG.error("not closed: {}", e.toString());
        }
    }
}
