// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/// Where peers come in: connections are bounded, and a peer is heard only once it has bound with
/// the name and password of an account.
final class Doorway implements AutoCloseable {
    private static final int BACKLOG = 64;
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final String OUR_ID = "veritac";
    private static final Logger LOG = LoggerFactory.getLogger(Doorway.class);

    private final SmscSettings settings;
    private final Function<Account, Submissions> submissions;
    private final Consumer<Account> whenBound;
    private final Sessions sessions = new Sessions();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final LongAdder turnedAway = new LongAdder();
    private final LongAdder bindsRefused = new LongAdder();
    private @Nullable ServerSocket listening;

    Doorway(
            SmscSettings settings,
            Function<Account, Submissions> submissions,
            Consumer<Account> whenBound) {
        this.settings = settings;
        this.submissions = submissions;
        this.whenBound = whenBound;
    }

    Sessions sessions() {
        return sessions;
    }

    long turnedAway() {
        return turnedAway.sum();
    }

    long bindsRefused() {
        return bindsRefused.sum();
    }

    synchronized InetSocketAddress start() throws IOException {
        if (listening != null) {
            throw new IllegalStateException("started already");
        }
        var made = new ServerSocket();
        try {
            made.setReuseAddress(true);
            made.bind(settings.address(), BACKLOG);
        } catch (IOException e) {
            made.close();
            throw e;
        }
        listening = made;
        Thread.ofVirtual().name("smsc-accept").start(() -> accept(made));
        Thread.ofVirtual().name("smsc-sweep").start(() -> sweep(made));
        return (InetSocketAddress) made.getLocalSocketAddress();
    }

    @Override
    public synchronized void close() throws IOException {
        if (listening == null) {
            return;
        }
        listening.close();
        for (Esme esme : sessions.all()) {
            esme.close();
        }
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                enter(from.accept(), from);
            } catch (IOException e) {
                // Out of descriptors, or closed: the pause keeps the first from spinning.
                LOG.debug("not accepted: {}", e.toString());
                pause();
            }
        }
    }

    private void enter(Socket socket, ServerSocket from) throws IOException {
        if (open.size() >= settings.limits().sessions()) {
            turnedAway.increment();
            socket.close();
            return;
        }
        socket.setTcpNoDelay(true);
        open.add(socket);
        Thread.ofVirtual().name("smsc-peer").start(() -> serve(socket));
        if (from.isClosed()) {
            // Came in while everything was closed, and may have been missed by it.
            socket.close();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            meet(socket);
        } catch (IOException e) {
            LOG.debug("connection ended: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private void meet(Socket socket) throws IOException, InterruptedException {
        var ended = new CountDownLatch(1);
        var connection = new SocketConnection(socket);
        connection.setSoTimeout((int) settings.limits().bind().toMillis());
        var esme =
                Esme.of(
                        connection,
                        settings.limits(),
                        (now, before, source) -> {
                            if (now == SessionState.CLOSED) {
                                ended.countDown();
                            }
                        });
        try {
            BindRequest request = esme.session().waitForBind(settings.limits().bind().toMillis());
            Optional<Account> account = account(request);
            if (account.isEmpty()) {
                bindsRefused.increment();
                LOG.warn("bind refused to {}", socket.getRemoteSocketAddress());
                request.reject(SMPPConstant.STAT_ESME_RBINDFAIL);
                // It closes when it has read that; closing first, we might take the answer away.
                ended.await(settings.limits().bind().toMillis(), TimeUnit.MILLISECONDS);
                return;
            }
            Submissions taker = submissions.apply(account.get());
            esme.session().setMessageReceiverListener(taker);
            esme.session().setResponseDeliveryListener(taker);
            admit(request, account.get(), esme, ended);
        } catch (TimeoutException e) {
            LOG.debug("no bind in time");
        } finally {
            esme.close();
        }
    }

    private void admit(BindRequest request, Account account, Esme esme, CountDownLatch ended)
            throws IOException, InterruptedException {
        sessions.add(account.systemId(), esme);
        try {
            request.accept(OUR_ID);
            LOG.info("{} bound", account.systemId());
            whenBound.accept(account);
            ended.await();
            LOG.info("{} left", account.systemId());
        } catch (PDUStringException e) {
            throw new AssertionError("our id has 7 octets; 15 are allowed", e);
        } finally {
            sessions.remove(account.systemId(), esme);
        }
    }

    /// One answer for a wrong name and a wrong password, so that names cannot be found out.
    private Optional<Account> account(BindRequest request) {
        String password = request.getPassword() == null ? "" : request.getPassword();
        return settings.accounts().stream()
                .filter(account -> account.systemId().equals(request.getSystemId()))
                .filter(account -> account.password().matches(password))
                .findFirst();
    }

    private void sweep(ServerSocket whileOpen) {
        long nanosMax = 2 * settings.limits().response().toNanos();
        while (!whileOpen.isClosed()) {
            for (Esme esme : sessions.all()) {
                esme.closeIfStuck(System.nanoTime(), nanosMax);
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
