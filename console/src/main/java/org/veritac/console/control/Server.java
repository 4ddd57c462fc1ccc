// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.control;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The side of `serve`: runs the commands that come in over the socket of its directory.
///
/// A command runs on a thread of the platform: what may take a minute of computing would keep
/// virtual threads, on which networks are answered, from their carriers.
public final class Server implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration SWEEP = Duration.ofMillis(250);

    private final Path file;
    private final ServerSocketChannel listening;
    private final Work work;
    private final Limits limits;
    private final Map<Caller, Thread> callers = new ConcurrentHashMap<>();

    private Server(Path file, ServerSocketChannel listening, Work work, Limits limits) {
        this.file = file;
        this.listening = listening;
        this.work = work;
        this.limits = limits;
    }

    /// Listens at the socket of a directory, which the caller must own.
    public static Server open(Path directory, Work work, Limits limits) throws IOException {
        var server =
                new Server(SocketFile.of(directory), SocketFile.listen(directory), work, limits);
        Thread.ofVirtual().name("control-accept").start(server::accept);
        Thread.ofVirtual().name("control-sweep").start(server::sweep);
        return server;
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                enter(listening.accept());
            } catch (IOException e) {
                if (listening.isOpen()) {
                    LOG.warn("a command was not accepted: {}", e.toString());
                    pause();
                }
            }
        }
    }

    private void enter(SocketChannel channel) throws IOException {
        var caller = new Caller(channel, limits);
        if (callers.size() >= limits.clients()) {
            caller.refuse("too many commands run already; repeat when one of them has ended");
            return;
        }
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("control-command")
                        .unstarted(() -> {
                            try {
                                caller.serve(work);
                            } finally {
                                callers.remove(caller);
                            }
                        });
        callers.put(caller, thread);
        thread.start();
    }

    /// Ends what takes too long, since a blocked write cannot end itself.
    private void sweep() {
        while (listening.isOpen() || !callers.isEmpty()) {
            long now = System.nanoTime();
            callers.keySet().forEach(caller -> caller.closeIfOverdue(now));
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(SWEEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes no more commands, waits for those that run as long as the limits say, and lets the
    /// others go without an answer.
    @Override
    public void close() throws IOException {
        if (!listening.isOpen()) {
            return;
        }
        Files.deleteIfExists(file);
        listening.close();
        long end = System.nanoTime() + limits.drain().toNanos();
        try {
            for (Thread thread : callers.values()) {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        callers.keySet().forEach(Caller::close);
    }
}
