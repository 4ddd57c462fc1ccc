// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jsmpp.DefaultPDUSender;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SessionStateListener;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

import javax.net.SocketFactory;

/// The one connection of a [Client]: made, bound as transceiver, and made again when it is lost,
/// after pauses that double and vary by chance, so that many clients do not come back together.
final class Link implements AutoCloseable {
    private static final int PDU_THREADS = 2;
    private static final int PDU_QUEUE = 256;
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final ClientSettings settings;
    private final SocketFactory sockets;
    private final MessageReceiverListener receiver;
    private final RandomGenerator random;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable SMPPSession bound;
    private long binds;

    Link(
            ClientSettings settings,
            SocketFactory sockets,
            MessageReceiverListener receiver,
            RandomGenerator random) {
        this.settings = settings;
        this.sockets = sockets;
        this.receiver = receiver;
        this.random = random;
    }

    void start() {
        Thread.ofVirtual().name("smpp-link").start(this::run);
    }

    /// The session, once there is one; null when there is none within the time, or after closing.
    @Nullable SMPPSession await(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (bound == null && nanos > 0 && closing.getCount() > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return bound;
        } finally {
            lock.unlock();
        }
    }

    /// How often a bind has been accepted.
    long binds() {
        lock.lock();
        try {
            return binds;
        } finally {
            lock.unlock();
        }
    }

    boolean isBound() {
        lock.lock();
        try {
            return bound != null;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosing() {
        return closing.getCount() == 0;
    }

    /// Waits, unless the link is closed meanwhile.
    void pause(Duration time) throws InterruptedException {
        // Varies by up to a quarter.
        long nanos = time.toNanos() - random.nextLong(time.toNanos() / 4 + 1);
        closing.await(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        closing.countDown();
        SMPPSession last = become(null);
        if (last != null) {
            unbind(last);
        }
    }

    /// Says goodbye, and waits until the other side has closed. Not for the answer: jSMPP may lose
    /// one that is followed by the end of the connection, and would wait for it in vain.
    private void unbind(SMPPSession session) {
        var ended = new CountDownLatch(1);
        session.addSessionStateListener(whenClosed(ended));
        if (session.getSessionState() == SessionState.CLOSED) {
            return;
        }
        Thread.ofVirtual().name("smpp-unbind").start(session::unbindAndClose);
        try {
            ended.await(settings.limits().response().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SessionStateListener whenClosed(CountDownLatch ended) {
        return (now, before, source) -> {
            if (now == SessionState.CLOSED) {
                ended.countDown();
            }
        };
    }

    private void run() {
        var limits = settings.limits();
        Duration pause = limits.retryMin();
        try {
            while (!isClosing()) {
                if (connect()) {
                    pause = limits.retryMin();
                } else {
                    Duration twice = pause.multipliedBy(2);
                    pause(pause);
                    pause = twice.compareTo(limits.retryMax()) < 0 ? twice : limits.retryMax();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One life of a connection: returns when it has ended; false when there never was one.
    private boolean connect() throws InterruptedException {
        var ended = new CountDownLatch(1);
        var session = session(ended);
        try {
            session.connectAndBind(
                    settings.smsc().getHostString(),
                    settings.smsc().getPort(),
                    new BindParameter(
                            BindType.BIND_TRX,
                            settings.systemId(),
                            settings.password().reveal(),
                            "",
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null,
                            InterfaceVersion.IF_34),
                    settings.limits().response().toMillis());
        } catch (IOException e) {
            // jSMPP says a refused bind as IOException too.
            LOG.warn("no bind at {}: {}", settings.smsc(), e.getMessage());
            session.close();
            return false;
        }
        LOG.info("bound at {}", settings.smsc());
        become(session);
        if (isClosing()) {
            close();
        }
        ended.await();
        become(null);
        session.close();
        if (!isClosing()) {
            LOG.warn("connection to {} ended", settings.smsc());
        }
        return true;
    }

    private SMPPSession session(CountDownLatch ended) {
        var session =
                new SMPPSession(
                        new SynchronizedPDUSender(new DefaultPDUSender()),
                        new BoundedReader(),
                        (host, port) -> connection(host, port));
        session.setEnquireLinkTimer((int) settings.limits().enquire().toMillis());
        session.setTransactionTimer(settings.limits().response().toMillis());
        session.setPduProcessorDegree(PDU_THREADS);
        session.setQueueCapacity(PDU_QUEUE);
        session.setMessageReceiverListener(receiver);
        session.addSessionStateListener(whenClosed(ended));
        return session;
    }

    private Connection connection(String host, int port) throws IOException {
        Socket socket = sockets.createSocket();
        boolean good = false;
        try {
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(host, port),
                    (int) settings.limits().response().toMillis());
            good = true;
            return new SocketConnection(socket);
        } finally {
            if (!good) {
                socket.close();
            }
        }
    }

    private @Nullable SMPPSession become(@Nullable SMPPSession next) {
        lock.lock();
        try {
            SMPPSession last = bound;
            bound = next;
            if (next != null) {
                binds++;
            }
            changed.signalAll();
            return last;
        } finally {
            lock.unlock();
        }
    }
}
