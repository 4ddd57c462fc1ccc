// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import javax.net.SocketFactory;

/// An external short message entity: binds to an SMSC as transceiver, stays bound, hands messages
/// over and takes what comes.
///
/// Every message that was submitted gets exactly one [Submission]; nothing is lost in silence. A
/// message that cannot be queued is refused at once. Receipts are asked for always.
public final class Client implements AutoCloseable {
    /// How often a message is offered to an SMSC that says it has too much to do.
    static final int ATTEMPTS_MAX = 5;

    private final ClientSettings settings;
    private final Link link;
    private final Deliveries deliveries = new Deliveries();
    private final BlockingQueue<Order> queue;
    private final List<Thread> workers = new ArrayList<>();

    private record Order(
            ShortMessage message, Duration validity, CompletableFuture<Submission> outcome) {}

    /// @param sockets makes unconnected sockets: plain ones, or TLS where the operator has it
    /// @param random for the length of pauses; no secret
    public Client(ClientSettings settings, SocketFactory sockets, RandomGenerator random) {
        this.settings = settings;
        this.link = new Link(settings, sockets, deliveries, random);
        this.queue = new ArrayBlockingQueue<>(settings.limits().queue());
    }

    /// Starts to connect. To be called once.
    ///
    /// @param inbox takes what the SMSC delivers
    public synchronized void start(Inbox inbox) {
        if (!workers.isEmpty()) {
            throw new IllegalStateException("started already");
        }
        deliveries.goTo(inbox);
        link.start();
        for (int i = 0; i < settings.limits().window(); i++) {
            workers.add(Thread.ofVirtual().name("smpp-submit").start(this::work));
        }
    }

    /// Hands a message to the SMSC.
    ///
    /// @param validity how long the SMSC shall try, in whole seconds, at most 99 days
    /// @return what becomes of it; never fails otherwise
    public CompletableFuture<Submission> submit(ShortMessage message, Duration validity) {
        var order = new Order(message, validity, new CompletableFuture<>());
        if (link.isClosing()) {
            order.outcome.complete(new Submission.Unsent(Submission.Cause.CLOSED));
        } else if (!queue.offer(order)) {
            order.outcome.complete(new Submission.Unsent(Submission.Cause.QUEUE_FULL));
        } else if (link.isClosing()) {
            // Closed while it was queued, and perhaps missed.
            refuseQueued();
        }
        return order.outcome;
    }

    /// What happens now and happened so far.
    public ClientCounts counts() {
        return new ClientCounts(
                link.isBound(),
                link.binds(),
                queue.size(),
                deliveries.taken(),
                deliveries.refused());
    }

    /// Unbinds; what is queued is [Submission.Unsent]. Closing again does nothing.
    @Override
    public synchronized void close() {
        link.close();
        for (Thread worker : workers) {
            worker.interrupt();
        }
        try {
            for (Thread worker : workers) {
                worker.join(settings.limits().response());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuseQueued();
    }

    private void refuseQueued() {
        for (Order order = queue.poll(); order != null; order = queue.poll()) {
            order.outcome.complete(new Submission.Unsent(Submission.Cause.CLOSED));
        }
    }

    private void work() {
        while (!link.isClosing()) {
            @Nullable Order order = null;
            Submission outcome = new Submission.Uncertain();
            try {
                order = queue.take();
                outcome = offer(order);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                if (order != null) {
                    order.outcome.complete(outcome);
                }
            }
        }
    }

    private Submission offer(Order order) throws InterruptedException {
        Duration pause = settings.limits().retryMin();
        for (int attempt = 1; ; attempt++) {
            SMPPSession session = link.await(settings.limits().patience());
            if (session == null) {
                return new Submission.Unsent(
                        link.isClosing()
                                ? Submission.Cause.CLOSED
                                : Submission.Cause.NO_CONNECTION);
            }
            Submission outcome = submit(session, order);
            if (attempt == ATTEMPTS_MAX || !isForLater(outcome)) {
                return outcome;
            }
            link.pause(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private static boolean isForLater(Submission outcome) {
        return outcome instanceof Submission.Refused(int status)
                && (status == SMPPConstant.STAT_ESME_RTHROTTLED
                        || status == SMPPConstant.STAT_ESME_RMSGQFUL);
    }

    private static Submission submit(SMPPSession session, Order order) {
        ShortMessage message = order.message;
        var format = message.format();
        try {
            var result =
                    session.submitShortMessage(
                            "",
                            Wire.type(message.source()),
                            Wire.plan(message.source()),
                            message.source().digits(),
                            Wire.type(message.destination()),
                            Wire.plan(message.destination()),
                            message.destination().digits(),
                            new ESMClass(format.userDataHeader() ? Wire.USER_DATA_HEADER : 0),
                            (byte) format.protocolId(),
                            (byte) 0,
                            null,
                            Wire.period(order.validity),
                            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                            (byte) 0,
                            new RawDataCoding((byte) format.dataCoding()),
                            (byte) 0,
                            message.userData());
            return new Submission.Accepted(result.getMessageId());
        } catch (NegativeResponseException e) {
            return new Submission.Refused(e.getCommandStatus());
        } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
            return new Submission.Uncertain();
        } catch (PDUException e) {
            throw new AssertionError("a ShortMessage fits into a submit_sm", e);
        }
    }
}
