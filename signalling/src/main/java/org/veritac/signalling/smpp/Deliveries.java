// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;

import java.util.concurrent.atomic.LongAdder;

/// What an SMSC sends to a [Client], turned into messages and receipts for its inbox.
final class Deliveries implements MessageReceiverListener {
    private volatile Inbox inbox = new Nobody();
    private final LongAdder taken = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /// Takes nothing.
    private static final class Nobody implements Inbox {
        @Override
        public boolean take(ShortMessage message) {
            return false;
        }

        @Override
        public void take(Receipt receipt) {}
    }

    void goTo(Inbox taker) {
        inbox = taker;
    }

    long taken() {
        return taken.sum();
    }

    long refused() {
        return refused.sum();
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
        if (Wire.isReceipt(pdu)) {
            // An unreadable one would come again and again if it were refused.
            Wire.receipt(pdu)
                    .ifPresentOrElse(
                            receipt -> {
                                inbox.take(receipt);
                                taken.increment();
                            },
                            refused::increment);
            return;
        }
        if (!inbox.take(message(pdu))) {
            throw refuse(SMPPConstant.STAT_ESME_RX_T_APPN);
        }
        taken.increment();
    }

    private ShortMessage message(DeliverSm pdu) throws ProcessRequestException {
        var source = Wire.source(pdu);
        var destination = Wire.destination(pdu);
        byte[] userData = Wire.userData(pdu);
        if (source.isEmpty()) {
            throw refuse(SMPPConstant.STAT_ESME_RINVSRCADR);
        }
        if (destination.isEmpty()) {
            throw refuse(SMPPConstant.STAT_ESME_RINVDSTADR);
        }
        if (userData.length > ShortMessage.USER_DATA_MAX) {
            throw refuse(SMPPConstant.STAT_ESME_RINVMSGLEN);
        }
        return new ShortMessage(source.get(), destination.get(), Wire.format(pdu), userData);
    }

    private ProcessRequestException refuse(int status) {
        refused.increment();
        return new ProcessRequestException("not taken", status);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification pdu) {
        // Says that a subscriber is reachable again. The SMSC tries by itself.
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        throw refuse(SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
