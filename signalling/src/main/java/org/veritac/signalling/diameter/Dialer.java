// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// Keeps this node connected to one peer: connects, lives with the connection, waits, and connects
/// again (RFC 6733, clause 2.1, timer Tc).
final class Dialer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);

    private final Context context;
    private final Remote remote;
    private String host;
    private Watchdog watchdog = Watchdog.INITIAL;
    private int failures;

    Dialer(Context context, Remote remote) {
        this.context = context;
        this.remote = remote;
        host = remote.host();
    }

    /// Runs until the node closes. An interrupt ends the connection, too.
    @Override
    public void run() {
        try {
            while (!context.isClosing()) {
                if (host.isEmpty() || context.peers.start(host)) {
                    attempt();
                }
                Thread.sleep(pause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            live(new Connection(context, open(), false, watchdog));
        } catch (IOException e) {
            failed(e.toString());
            if (!host.isEmpty()) {
                context.peers.raise(host, PeerState.Event.I_RCV_CONN_NACK, null);
            }
        }
    }

    private Transport open() throws IOException {
        var target =
                new InetSocketAddress(remote.address().getHostString(), remote.address().getPort());
        return switch (remote.bearer()) {
            case TCP -> stream(target);
            case SCTP -> Sctp.connect(target);
        };
    }

    private StreamTransport stream(InetSocketAddress target) throws IOException {
        var plain = new Socket();
        try {
            plain.connect(target, Math.toIntExact(context.limits.greeting().toMillis()));
            Tls tls = remote.tls();
            return new StreamTransport(plain, tls == null ? plain : tls.opened(plain));
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private void live(Connection connection) {
        connection.expect(host);
        context.connections.add(connection);
        try {
            connection.run();
        } finally {
            context.connections.remove(connection);
        }
        watchdog = connection.watchdog();
        if (connection.wasMet()) {
            failures = 0;
            host = connection.name();
        } else {
            failed("the connection ended before both knew each other");
        }
    }

    /// Only the 1st, 2nd, 4th, 8th ... failure in a row is told.
    private void failed(String why) {
        failures++;
        if (Integer.bitCount(failures) == 1 && !context.isClosing()) {
            LOG.warn(
                    "no way to {}:{} ({} tries so far): {}",
                    remote.address().getHostString(),
                    remote.address().getPort(),
                    failures,
                    why);
        }
    }

    /// Twice as long after each failure, up to the maximum, less up to a quarter by chance.
    private Duration pause() {
        long min = context.limits.retryMin().toMillis();
        long max = context.limits.retryMax().toMillis();
        long full = Math.max(1, Math.min(max, min << Math.min(failures, 16)));
        return Duration.ofMillis(full - context.world.random().nextLong(full / 4 + 1));
    }
}
