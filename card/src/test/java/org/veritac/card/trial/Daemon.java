// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.trial;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A daemon of Debian's that a test starts and ends, on two free ports in a row.
public final class Daemon implements AutoCloseable {
    private static final int ATTEMPTS_MAX = 100;
    private static final int PAUSE_MILLIS = 50;
    private static final int GOODBYE_SECONDS = 5;

    private final Process process;
    private final Path log;

    private Daemon(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts one.
    ///
    /// @param log where all that it says goes
    public static Daemon start(Path log, String... command) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new Daemon(process, log);
    }

    /// Whether it is ready.
    @FunctionalInterface
    public interface Sign {
        boolean isThere();
    }

    /// Waits until it is ready.
    ///
    /// @throws IOException with what it said, when it ended or does not get ready, and is ended
    public void await(Sign ready) throws IOException, InterruptedException {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            if (ready.isThere()) {
                return;
            }
            if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException(Files.readString(log));
            }
        }
        close();
        throw new IOException("the daemon does not get ready: " + Files.readString(log));
    }

    /// The first of two free ports that follow each other.
    public static int freePorts() throws IOException {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            try (var first = new ServerSocket(0)) {
                if (isFree(first.getLocalPort() + 1)) {
                    return first.getLocalPort();
                }
            }
        }
        throw new IOException("no two free ports in a row");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException e) {
            return false; // taken, or none after the last
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
