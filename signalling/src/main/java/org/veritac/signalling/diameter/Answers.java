// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// Writes the answers to requests of applications (RFC 6733, clauses 6.2 and 7.2).
final class Answers {
    private final byte[] origin;

    Answers(Identity identity) {
        var writer = new Writer();
        writer.avp(Base.ORIGIN_HOST, identity.host().getBytes(StandardCharsets.US_ASCII));
        writer.avp(Base.ORIGIN_REALM, identity.realm().getBytes(StandardCharsets.US_ASCII));
        origin = writer.octets();
    }

    /// Origin-Host and Origin-Realm of this node.
    void origin(Writer out) {
        out.raw(origin, 0, origin.length);
    }

    /// Answers a message that obeys the dictionary.
    void write(Writer out, Message request, Answer answer, boolean stateless) {
        boolean error = answer.isProtocolError();
        begin(out, request.header(), error);
        echo(out, request.find(Base.SESSION_ID));
        if (!error) {
            echo(out, request.find(Base.VENDOR_SPECIFIC_APPLICATION_ID));
        }
        body(out, answer, stateless && !error);
        if (request.find(Base.PROXY_INFO) != null) {
            for (Avp avp = request.first(); avp != null; avp = request.after(avp)) {
                echoProxy(out, avp);
            }
        }
        out.end();
    }

    /// Answers a message that does not, as far as it can be read.
    void write(Writer out, Refusal refusal, boolean stateless) {
        Answer answer = Answer.of(refusal.flaw());
        boolean error = answer.isProtocolError();
        begin(out, refusal.header(), error);
        echo(out, refusal.find(Base.SESSION_ID));
        body(out, answer, stateless && !error);
        for (Avp avp = refusal.first(); avp != null; avp = refusal.after(avp)) {
            echoProxy(out, avp);
        }
        out.end();
    }

    private static void begin(Writer out, Header header, boolean error) {
        out.begin(
                header.answerFlags(error),
                header.command(),
                header.application(),
                header.hopByHop(),
                header.endToEnd());
    }

    private static void echo(Writer out, @Nullable Avp avp) {
        if (avp != null) {
            avp.writeTo(out);
        }
    }

    private static void echoProxy(Writer out, Avp avp) {
        if (avp.is(Base.PROXY_INFO)) {
            avp.writeTo(out);
        }
    }

    private void body(Writer out, Answer answer, boolean stateless) {
        result(out, answer);
        if (stateless) {
            out.avp(Base.AUTH_SESSION_STATE, Base.NO_STATE_MAINTAINED);
        }
        origin(out);
        byte[] avps = answer.avps();
        out.raw(avps, 0, avps.length);
        complaint(out, answer);
    }

    private static void result(Writer out, Answer answer) {
        if (answer.vendor() == 0) {
            out.avp(Base.RESULT_CODE, answer.code());
            return;
        }
        int group = out.open(Base.EXPERIMENTAL_RESULT);
        out.avp(Base.VENDOR_ID, answer.vendor());
        out.avp(Base.EXPERIMENTAL_RESULT_CODE, answer.code());
        out.close(group);
    }

    /// What is wrong: in words, and the AVP to blame.
    static void complaint(Writer out, Answer answer) {
        if (!answer.text().isEmpty()) {
            out.avp(Base.ERROR_MESSAGE, answer.text());
        }
        byte[] failed = answer.failedAvp();
        if (failed.length > 0) {
            int group = out.open(Base.FAILED_AVP);
            out.raw(failed, 0, failed.length).close(group);
        }
    }
}
