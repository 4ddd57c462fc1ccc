// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUSender;
import org.jsmpp.SMPPConstant;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SessionStateListener;
import org.jsmpp.session.connection.Connection;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/// One bound connection of a peer.
final class Esme {
    private static final int PDU_THREADS = 2;
    private static final int PDU_QUEUE = 256;
    private static final long IDLE = 0;

    private final SMPPServerSession session;

    /// When the oldest deliver_sm under way began, by the nano clock; [#IDLE] when there is none.
    private final AtomicLong busySince = new AtomicLong(IDLE);

    private Esme(SMPPServerSession session) {
        this.session = session;
    }

    /// A session whose listeners stand before the first PDU is read: jSMPP refuses a submit_sm that
    /// comes before its listener.
    static Esme of(Connection connection, SmscSettings.Limits limits, SessionStateListener states) {
        PDUSender sender = new SynchronizedPDUSender(new DefaultPDUSender());
        var session =
                new SMPPServerSession(
                        connection,
                        states,
                        null,
                        null,
                        PDU_THREADS,
                        PDU_QUEUE,
                        sender,
                        new BoundedReader());
        session.setEnquireLinkTimer((int) limits.enquire().toMillis());
        session.setTransactionTimer(limits.response().toMillis());
        return new Esme(session);
    }

    SMPPServerSession session() {
        return session;
    }

    boolean isReceivable() {
        return session.getSessionState().isReceivable();
    }

    /// Sends a deliver_sm and waits for its answer.
    Route.Attempt deliver(Stored stored) {
        long now = System.nanoTime() | 1;
        busySince.compareAndSet(IDLE, now);
        try {
            send(stored);
            return Route.Attempt.DELIVERED;
        } catch (NegativeResponseException e) {
            return isForLater(e.getCommandStatus()) ? Route.Attempt.LATER : Route.Attempt.NEVER;
        } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
            close();
            return Route.Attempt.LATER;
        } catch (PDUException e) {
            throw new AssertionError("a ShortMessage fits into a deliver_sm", e);
        } finally {
            busySince.compareAndSet(now, IDLE);
        }
    }

    /// Ends a connection whose peer does not read, since a blocked write cannot end itself.
    void closeIfStuck(long nanoTime, long nanosMax) {
        long since = busySince.get();
        if (since != IDLE && nanoTime - since > nanosMax) {
            close();
        }
    }

    void close() {
        session.close();
    }

    private static boolean isForLater(int commandStatus) {
        return commandStatus == SMPPConstant.STAT_ESME_RX_T_APPN
                || commandStatus == SMPPConstant.STAT_ESME_RMSGQFUL
                || commandStatus == SMPPConstant.STAT_ESME_RTHROTTLED
                || commandStatus == SMPPConstant.STAT_ESME_RSYSERR;
    }

    private void send(Stored stored)
            throws PDUException,
                    ResponseTimeoutException,
                    InvalidResponseException,
                    NegativeResponseException,
                    IOException {
        ShortMessage message = stored.message();
        var format = message.format();
        Receipt receipt = stored.receipt();
        int esmClass = format.userDataHeader() ? Wire.USER_DATA_HEADER : 0;
        session.deliverShortMessage(
                "",
                Wire.type(message.source()),
                Wire.plan(message.source()),
                message.source().digits(),
                Wire.type(message.destination()),
                Wire.plan(message.destination()),
                message.destination().digits(),
                new ESMClass(receipt == null ? esmClass : Wire.RECEIPT),
                (byte) format.protocolId(),
                (byte) 0,
                new RegisteredDelivery(0),
                new RawDataCoding((byte) format.dataCoding()),
                message.userData(),
                receipt == null ? new OptionalParameter[0] : Wire.parameters(receipt));
    }
}
