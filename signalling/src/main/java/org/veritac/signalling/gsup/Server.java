// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.veritac.register.Decider;
import org.veritac.signalling.Operators;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// The interface GSUP: an MSC or SGSN of Osmocom, or its HLR as a proxy, asks whether an IMEI may
/// be used. White and grey may, black and unknown may not; where the register cannot answer,
/// neither is said but an error. The protocol has no protection of its own and belongs on a closed
/// network; the name that a peer gives is as good as the network it comes from.
public final class Server implements AutoCloseable {
    /// What the kernel keeps of answers that a peer does not read; left alone it is some megabytes.
    private static final int SEND_BYTES = 64 * 1024;

    private static final int BACKLOG = 256;
    private static final Duration SWEEP = Duration.ofMillis(200);
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Decider decider;
    private final Operators operators;
    private final InetSocketAddress address;
    private final Limits limits;
    private final Tally tally = new Tally();
    private final LongAdder turnedAway = new LongAdder();
    private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
    private @Nullable ServerSocket listening;

    /// @param address where to listen; port 0 takes a free one
    public Server(Decider decider, Operators operators, InetSocketAddress address, Limits limits) {
        this.decider = decider;
        this.operators = operators;
        this.address = address;
        this.limits = limits;
    }

    /// Listens. To be called once.
    ///
    /// @return the address, with the port taken where it was left open
    /// @throws IOException when the address cannot be taken
    public synchronized InetSocketAddress start() throws IOException {
        if (listening != null) {
            throw new IllegalStateException("started already");
        }
        var made = new ServerSocket();
        try {
            made.setReuseAddress(true);
            made.bind(address, BACKLOG);
        } catch (IOException e) {
            made.close();
            throw e;
        }
        listening = made;
        Thread.ofVirtual().name("gsup-accept").start(() -> accept(made));
        Thread.ofVirtual().name("gsup-sweep").start(() -> sweep(made));
        return (InetSocketAddress) made.getLocalSocketAddress();
    }

    /// Stops: no new connection, answers to what was read, at most the drain of [Limits] of
    /// waiting, then everything is closed. Closing again does nothing.
    @Override
    public synchronized void close() throws IOException {
        if (listening == null) {
            return;
        }
        listening.close();
        for (var connection : connections.keySet()) {
            connection.drain();
        }
        long end = System.nanoTime() + limits.drain().toNanos();
        try {
            for (var thread : connections.values()) {
                thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var connection : connections.keySet()) {
            connection.close();
        }
    }

    public Counts counts() {
        return new Counts(
                connections.size(),
                turnedAway.sum(),
                tally.acknowledged(),
                tally.refused(),
                tally.errors());
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                enter(from.accept(), from);
            } catch (IOException e) {
                // Out of descriptors, or closed: the sweep's pace keeps the first from spinning.
                LOG.debug("not accepted: {}", e.toString());
                pause();
            }
        }
    }

    private void enter(Socket socket, ServerSocket from) throws IOException {
        if (connections.size() >= limits.connections()) {
            turnedAway.increment();
            socket.close();
            return;
        }
        socket.setTcpNoDelay(true);
        socket.setSendBufferSize(SEND_BYTES);
        var session = new Session(decider, operators, tally, socket.getInetAddress());
        var connection = new Connection(socket, session, limits);
        var thread = Thread.ofVirtual().name("gsup-peer").unstarted(() -> run(connection));
        connections.put(connection, thread);
        thread.start();
        if (from.isClosed()) {
            // Came in while everything was closed, and may have been missed by it.
            connection.close();
        }
    }

    private void run(Connection connection) {
        try {
            connection.run();
        } finally {
            connections.remove(connection);
        }
    }

    /// Ends what takes too long, since a blocked write cannot end itself.
    private void sweep(ServerSocket whileOpen) {
        while (!whileOpen.isClosed()) {
            long now = System.nanoTime();
            for (var connection : connections.keySet()) {
                try {
                    connection.closeIfOverdue(now);
                } catch (IOException e) {
                    LOG.debug("not closed: {}", e.toString());
                }
            }
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
}
