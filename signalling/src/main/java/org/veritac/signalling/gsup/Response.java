// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import java.io.ByteArrayOutputStream;
import java.util.List;

/// Answers, with what of the request has to come back: the IMSI, which goes first; the message
/// class; what tells sessions and short messages apart; and the sender's name as the destination,
/// by which proxies find the way back.
final class Response {
    static final int EXTENSION = 0x05;
    private static final int ERROR = 0x01;
    private static final int RESULT = 0x02;
    private static final byte ACK = 0x00;
    private static final byte NACK = 0x01;
    private static final byte SESSION_END = 0x03;

    private Response() {}

    /// CHECK_IMEI_RESULT.
    static Frame result(boolean mayBeUsed, List<Element> request) {
        var outcome = new Element(Element.IMEI_RESULT, mayBeUsed ? ACK : NACK);
        return frame(Request.CHECK_IMEI | RESULT, outcome, request);
    }

    /// The error that answers a request of any type.
    static Frame error(int type, Cause cause, List<Element> request) {
        return frame(type | ERROR, new Element(Element.CAUSE, (byte) cause.value()), request);
    }

    private static Frame frame(int type, Element outcome, List<Element> request) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(EXTENSION);
        bytes.write(type);
        Request.find(request, Element.IMSI).ifPresent(imsi -> imsi.writeTo(bytes));
        outcome.writeTo(bytes);
        echo(request, Element.SESSION_ID, bytes);
        Request.find(request, Element.SESSION_STATE)
                .ifPresent(any -> new Element(any.tag(), SESSION_END).writeTo(bytes));
        echo(request, Element.MESSAGE_REFERENCE, bytes);
        echo(request, Element.MESSAGE_CLASS, bytes);
        Request.find(request, Element.DESTINATION_NAME)
                .ifPresent(us -> us.as(Element.SOURCE_NAME).writeTo(bytes));
        Request.find(request, Element.SOURCE_NAME)
                .ifPresent(peer -> peer.as(Element.DESTINATION_NAME).writeTo(bytes));
        return new Frame(Frame.OSMOCOM, bytes.toByteArray());
    }

    private static void echo(List<Element> request, int tag, ByteArrayOutputStream bytes) {
        Request.find(request, tag).ifPresent(same -> same.writeTo(bytes));
    }
}
