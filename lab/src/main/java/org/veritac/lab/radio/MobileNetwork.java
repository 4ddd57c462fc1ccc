// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.radio;

import org.jspecify.annotations.Nullable;
import org.veritac.handset.air.Cause;
import org.veritac.identity.Imsi;
import org.veritac.lab.network.Answer;
import org.veritac.lab.network.Network;
import org.veritac.lab.network.Question;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// A network of one cell: phones come in over TCP, are authenticated, and are asked about at the
/// register.
public final class MobileNetwork implements Closeable {
    private static final int BACKLOG = 1024;

    /// What a network is made of.
    ///
    /// @param home whom it serves
    /// @param register where it asks about devices, one question at a time
    /// @param centre where short messages go
    /// @param checks when it asks
    /// @param random chooses the calls that are checked
    public record Parts(
            HomeNetwork home,
            Network register,
            SmsCentre centre,
            Checks checks,
            RandomGenerator random) {}

    private final Parts parts;
    private final ServerSocket server;
    private final Map<Imsi, Session> attached = new ConcurrentHashMap<>();
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

    private MobileNetwork(Parts parts, ServerSocket server) {
        this.parts = parts;
        this.server = server;
    }

    /// Opens a network on a free port of this machine.
    public static MobileNetwork open(Parts parts) throws IOException {
        var network =
                new MobileNetwork(
                        parts, new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("cell").start(network::accept);
        return network;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                var session = new Session(this, new SocketLink(socket));
                sessions.add(session);
                Thread.ofVirtual().name("phone").start(session::serve);
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    Parts parts() {
        return parts;
    }

    /// Takes a phone in; one that the subscription was attached with before is left.
    void register(Imsi imsi, Session session) {
        Session before = attached.put(imsi, session);
        if (before != null && before != session) {
            before.end();
        }
    }

    void forget(Session session) {
        sessions.remove(session);
        attached.values().remove(session);
    }

    /// Whether a device may be used. One question at a time, in the order of asking.
    boolean admits(@Nullable String imeisv, Imsi imsi) throws IOException {
        if (imeisv == null) {
            return false;
        }
        var question = new Question(imeisv.substring(0, 14), imeisv.substring(14), imsi.digits());
        Answer answer;
        synchronized (parts.register()) {
            answer = parts.register().ask(question);
        }
        if (answer.isError()) {
            return parts.checks().whenSilent();
        }
        return answer.verdicts().stream()
                .allMatch(verdict ->
                        switch (verdict) {
                            case WHITE, GREY -> true;
                            case BLACK, UNKNOWN -> false;
                        });
    }

    /// Whether this call is one of those that are checked.
    boolean isCallChecked() {
        double share = parts.checks().callShare();
        return share > 0 && parts.random().nextDouble() < share;
    }

    public boolean isAttached(Imsi imsi) {
        return attached.containsKey(imsi);
    }

    /// How many subscribers are attached.
    public int attached() {
        return attached.size();
    }

    /// Ends the service of a subscriber, as a home network does with Cancel-Location.
    ///
    /// @return whether it was attached
    public boolean cancelLocation(Imsi imsi, Cause cause) throws IOException {
        Session session = attached.get(imsi);
        if (session == null) {
            return false;
        }
        session.detach(cause);
        return true;
    }

    /// Carries an SMS-DELIVER to a phone.
    ///
    /// @return whether the phone has taken it; empty when it is not attached, or falls silent
    public Optional<Boolean> deliver(String msisdn, byte[] unit) throws IOException {
        for (Session session : attached.values()) {
            if (session.isOf(msisdn)) {
                return session.deliver(unit);
            }
        }
        return Optional.empty();
    }

    /// Asks the register about every attached phone again, as networks do from time to time, and
    /// ends the service of those that are refused.
    ///
    /// @return how many these were
    public int checkAll() throws IOException {
        int refused = 0;
        for (Map.Entry<Imsi, Session> entry : attached.entrySet()) {
            if (!entry.getValue().isAdmitted()) {
                entry.getValue().detach(Cause.ILLEGAL_ME);
                refused++;
            }
        }
        return refused;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Session session : sessions) {
            session.end();
        }
    }
}
