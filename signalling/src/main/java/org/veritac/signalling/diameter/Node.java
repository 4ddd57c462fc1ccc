// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import com.sun.nio.sctp.SctpServerChannel;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A Diameter node that answers (RFC 6733): it accepts connections and opens some, one virtual
/// thread for each, and asks its applications for the answers.
public final class Node implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int BACKLOG = 1024;
    private static final Duration TICK = Duration.ofMillis(50);

    private final Context context;
    private final List<Closeable> listeners = new CopyOnWriteArrayList<>();
    private final List<Thread> dialers = new CopyOnWriteArrayList<>();
    private final Thread ticker;

    /// Makes a node that has no connection yet.
    public Node(Settings settings, List<Application> applications, World world) {
        context = new Context(settings, applications, world);
        ticker = Thread.ofVirtual().name("diameter-timers").start(this::tick);
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK);
                long now = context.now();
                context.connections.forEach(connection -> connection.tick(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Accepts connections over TCP.
    ///
    /// @return where, with the port that was taken when 0 was asked for
    public InetSocketAddress listen(InetSocketAddress address) throws IOException {
        return listen(address, null);
    }

    /// Accepts connections over TLS, or TCP when there is no `tls`.
    ///
    /// @return where, with the port that was taken when 0 was asked for
    public InetSocketAddress listen(InetSocketAddress address, @Nullable Tls tls)
            throws IOException {
        var server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(address, BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        listeners.add(server);
        Thread.ofVirtual().name("diameter-accept").start(() -> accept(server, tls));
        return new InetSocketAddress(address.getAddress(), server.getLocalPort());
    }

    private void accept(ServerSocket server, @Nullable Tls tls) {
        while (!server.isClosed()) {
            try {
                accepted(server.accept(), tls);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("cannot accept a connection: {}", e.toString());
                    rest();
                }
            }
        }
    }

    /// No file handles, for instance: trying again at once would not help.
    private static void rest() {
        try {
            Thread.sleep(TICK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accepted(Socket plain, @Nullable Tls tls) throws IOException {
        try {
            serve(new StreamTransport(plain, tls == null ? plain : tls.accepted(plain)));
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /// Why SCTP would fail on this machine, in and out; empty when it would not.
    public static Optional<String> sctpMissing() {
        return Sctp.missing();
    }

    /// Accepts connections over SCTP.
    ///
    /// @return where, with the port that was taken when 0 was asked for
    /// @throws IOException when the address is taken, or the machine has no SCTP
    public InetSocketAddress listenSctp(InetSocketAddress address) throws IOException {
        Optional<String> missing = Sctp.missing();
        if (missing.isPresent()) {
            throw new IOException(missing.get());
        }
        SctpServerChannel server = SctpServerChannel.open();
        try {
            server.bind(address, BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        listeners.add(server);
        Thread.ofPlatform().daemon().name("diameter-accept-sctp").start(() -> accept(server));
        for (SocketAddress bound : server.getAllLocalAddresses()) {
            if (bound instanceof InetSocketAddress inet) {
                return inet;
            }
        }
        throw new IOException("bound to no address");
    }

    private void accept(SctpServerChannel server) {
        while (server.isOpen()) {
            try {
                // The channel of the JDK blocks its carrier, so this one has a thread of its own.
                serve(new Sctp(server.accept()), Thread.ofPlatform().daemon());
            } catch (IOException e) {
                if (server.isOpen()) {
                    LOG.warn("cannot accept an association: {}", e.toString());
                    rest();
                }
            }
        }
    }

    /// Takes a connection that a peer has opened, if there is room for it.
    void serve(Transport transport) {
        serve(transport, Thread.ofVirtual());
    }

    private void serve(Transport transport, Thread.Builder builder) {
        boolean full = context.connections.size() >= context.limits.connectionsMax();
        if (full || context.isClosing() || !context.rules().admits(transport.address())) {
            context.tally.turnedAway.increment();
            transport.close();
            return;
        }
        context.tally.accepted.increment();
        var connection = new Connection(context, transport, true, Watchdog.INITIAL);
        context.connections.add(connection);
        builder.name("diameter-peer")
                .start(() -> {
                    try {
                        connection.run();
                    } finally {
                        context.connections.remove(connection);
                    }
                });
    }

    /// Connects to a peer, and again whenever the connection is lost.
    public void connect(Remote remote) {
        Thread.Builder thread =
                switch (remote.bearer()) {
                    case TCP -> Thread.ofVirtual();
                    // The channel of the JDK blocks its carrier.
                    case SCTP -> Thread.ofPlatform().daemon();
                };
        dialers.add(thread.name("diameter-dial").start(new Dialer(context, remote)));
    }

    /// Changes who may connect; connections that are there stay.
    public void rules(PeerRules rules) {
        context.rules(rules);
    }

    /// The connections.
    public List<PeerStatus> peers() {
        return context.connections.stream().map(Connection::status).toList();
    }

    /// What was counted since the start.
    public Totals totals() {
        return context.tally.totals();
    }

    /// Takes no more connections, says goodbye to all peers (DPR, REBOOTING), waits for their
    /// answers as long as the limits say, and ends.
    @Override
    public void close() throws IOException {
        context.startClosing();
        for (Closeable listener : listeners) {
            listener.close();
        }
        context.peers.stop();
        long end = context.now() + context.limits.goodbye().toNanos();
        while (!context.connections.isEmpty() && context.now() - end < 0) {
            rest();
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        context.connections.forEach(Connection::close);
        dialers.forEach(Thread::interrupt);
        ticker.interrupt();
    }
}
