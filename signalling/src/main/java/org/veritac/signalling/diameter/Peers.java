// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;
import org.veritac.signalling.diameter.PeerState.Action;
import org.veritac.signalling.diameter.PeerState.Event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The peers of a node by their Diameter identity, each with its state and its connections. It
/// holds only peers that are not closed, so it is as large as there are connections.
final class Peers {
    /// One peer.
    private static final class Entry {
        private PeerState state = PeerState.CLOSED;
        private @Nullable Connection initiator;
        private @Nullable Connection responder;
    }

    /// What a step asks of a connection; done after the lock is released, because it may write.
    private record Deed(Connection connection, Action action) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> entries = new HashMap<>();
    private final byte[] local;

    /// @param localHost who this node is, for elections
    Peers(String localHost) {
        local = localHost.getBytes(StandardCharsets.US_ASCII);
    }

    /// The state of the peer with this identity.
    PeerState state(String host) {
        lock.lock();
        try {
            Entry entry = entries.get(PeerRules.lower(host));
            return entry == null ? PeerState.CLOSED : entry.state;
        } finally {
            lock.unlock();
        }
    }

    /// Asks whether this node may connect to a peer now: not when it is connected already.
    boolean start(String host) {
        lock.lock();
        try {
            Entry entry = entries.computeIfAbsent(PeerRules.lower(host), _ -> new Entry());
            PeerState.Step step = entry.state.on(Event.START);
            entry.state = step.next();
            return step.actions().contains(Action.I_SND_CONN_REQ);
        } finally {
            lock.unlock();
        }
    }

    /// Something happened to a peer, on one of its connections; null where there is none yet.
    void raise(String host, Event event, @Nullable Connection connection) {
        var deeds = new ArrayList<Deed>();
        String key = PeerRules.lower(host);
        lock.lock();
        try {
            Entry entry = entries.computeIfAbsent(key, _ -> new Entry());
            if (concerns(entry, event, connection)) {
                if (event == Event.I_RCV_CONN_ACK) {
                    entry.initiator = connection;
                }
                step(entry, event, connection, host, deeds);
            }
            if (entry.state == PeerState.CLOSED) {
                entries.remove(key);
            }
        } finally {
            lock.unlock();
        }
        deeds.forEach(deed -> deed.connection().perform(deed.action()));
    }

    /// A peer of unknown name, which this node connected to, has said who it is. When it is
    /// connected already this connection is one too many.
    void introduce(String host, Connection connection) {
        boolean welcome;
        lock.lock();
        try {
            Entry entry = entries.computeIfAbsent(PeerRules.lower(host), _ -> new Entry());
            welcome = entry.state == PeerState.CLOSED;
            if (welcome) {
                entry.state = PeerState.WAIT_I_CEA;
                entry.initiator = connection;
            }
        } finally {
            lock.unlock();
        }
        if (welcome) {
            raise(host, Event.I_RCV_CEA, connection);
        } else {
            connection.perform(Action.I_DISC);
        }
    }

    /// Says goodbye to all.
    void stop() {
        List<String> hosts;
        lock.lock();
        try {
            hosts = List.copyOf(entries.keySet());
        } finally {
            lock.unlock();
        }
        hosts.forEach(host -> raise(host, Event.STOP, null));
    }

    /// What happens to a connection that was rejected, or has left, is of no concern to the peer.
    private static boolean concerns(Entry entry, Event event, @Nullable Connection connection) {
        return switch (event) {
            case START, R_CONN_CER, I_RCV_CONN_ACK, I_RCV_CONN_NACK, TIMEOUT, WIN_ELECTION, STOP ->
                    true;
            case I_RCV_CEA, I_RCV_NON_CEA, I_PEER_DISC, I_RCV_DPR, I_RCV_DPA ->
                    entry.initiator == connection;
            case R_PEER_DISC, R_RCV_DPR, R_RCV_DPA -> entry.responder == connection;
        };
    }

    private void step(
            Entry entry,
            Event event,
            @Nullable Connection connection,
            String host,
            List<Deed> deeds) {
        PeerState.Step step = entry.state.on(event);
        entry.state = step.next();
        for (Action action : step.actions()) {
            switch (action) {
                case I_SND_CONN_REQ -> {}
                case R_ACCEPT -> entry.responder = connection;
                case R_REJECT -> {
                    add(deeds, connection, action);
                    prod(entry);
                }
                case I_SND_CER, PROCESS_CEA, I_SND_DPR, I_SND_DPA ->
                        add(deeds, entry.initiator, action);
                case R_SND_CEA, R_SND_DPR, R_SND_DPA -> add(deeds, entry.responder, action);
                case I_DISC -> {
                    add(deeds, entry.initiator, action);
                    entry.initiator = null;
                }
                case R_DISC -> {
                    add(deeds, entry.responder, action);
                    entry.responder = null;
                }
                case ERROR -> {
                    add(deeds, entry.initiator, action);
                    add(deeds, entry.responder, action);
                    entry.initiator = null;
                    entry.responder = null;
                }
                case ELECT -> {
                    if (wins(host)) {
                        step(entry, Event.WIN_ELECTION, connection, host, deeds);
                    }
                }
            }
        }
    }

    /// A peer that connects again has perhaps lost the connection that we take for open: a DWR
    /// there finds out, and the next attempt succeeds.
    private static void prod(Entry entry) {
        Connection open = entry.responder == null ? entry.initiator : entry.responder;
        if (open != null && entry.state.isOpen()) {
            open.prod();
        }
    }

    private static void add(List<Deed> deeds, @Nullable Connection connection, Action action) {
        if (connection != null) {
            deeds.add(new Deed(connection, action));
        }
    }

    /// The election (RFC 6733, clause 5.6.4): the greater identity wins, octet by octet.
    private boolean wins(String host) {
        byte[] theirs = host.getBytes(StandardCharsets.US_ASCII);
        return Arrays.compareUnsigned(local, theirs) > 0;
    }
}
