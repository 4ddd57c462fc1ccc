// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.ServerResponseDeliveryAdapter;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/// What a bound peer asks of an [Smsc]. submit_sm is all that it may.
final class Submissions extends ServerResponseDeliveryAdapter
        implements ServerMessageReceiverListener {
    private final Acceptance acceptance;

    /// What becomes of a submit_sm.
    interface Acceptance {
        Taken take(SubmitSm pdu);

        /// One that was taken has been answered: its peer knows its name.
        void answered(SubmitSm pdu);
    }

    /// An answer that remembers what it answers.
    private static final class Acknowledgement extends SubmitSmResult {
        private final SubmitSm pdu;

        Acknowledgement(String messageId, SubmitSm pdu) throws PDUStringException {
            super(new MessageId(messageId), new OptionalParameter[0]);
            this.pdu = pdu;
        }
    }

    Submissions(Acceptance acceptance) {
        this.acceptance = acceptance;
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        return switch (acceptance.take(pdu)) {
            case Taken.Accepted(var messageId) -> result(messageId, pdu);
            case Taken.Refused(var why) ->
                    throw new ProcessRequestException("not taken", why.commandStatus());
        };
    }

    private static SubmitSmResult result(String messageId, SubmitSm pdu) {
        try {
            return new Acknowledgement(messageId, pdu);
        } catch (PDUStringException e) {
            throw new AssertionError("our ids are 16 digits; 64 octets are allowed", e);
        }
    }

    @Override
    public void onSubmitSmRespSent(SubmitSmResult result, SMPPServerSession source) {
        if (result instanceof Acknowledgement acknowledgement) {
            acceptance.answered(acknowledgement.pdu);
        }
    }

    /// The message was taken all the same.
    @Override
    public void onSubmitSmRespError(
            SubmitSmResult result, Exception cause, SMPPServerSession source) {
        onSubmitSmRespSent(result, source);
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
            QueryBroadcastSm pdu, SMPPServerSession source) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        throw unknown();
    }

    private static ProcessRequestException unknown() {
        return new ProcessRequestException("not offered", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
