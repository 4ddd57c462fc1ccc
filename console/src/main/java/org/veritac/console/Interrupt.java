// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C during a command: asks it to stop, and lets it say what became of it before the process
/// ends.
final class Interrupt implements Closeable {
    private static final int PATIENCE_SECONDS = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().unstarted(this::interrupted);
    private volatile @Nullable Stop stop;

    /// How a command is asked to stop.
    @FunctionalInterface
    interface Stop {
        void now() throws IOException;
    }

    Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// From here on the command can be asked to stop.
    void stops(Stop way) {
        stop = way;
    }

    private void interrupted() {
        Stop way = stop;
        if (way == null) {
            return;
        }
        try {
            way.now();
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            ended.countDown(); // the server has gone, and with it what was asked of it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process ends already
        }
    }
}
