// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// Answers the requests of one connection: asks the application when a request is for this node,
/// from whom it says it is, and not one too many.
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final Answer NOT_OUR_REALM =
            Answer.refused(ResultCode.REALM_NOT_SERVED, "realm not served here");
    private static final Answer NOT_OUR_HOST =
            Answer.refused(ResultCode.UNABLE_TO_DELIVER, "host not reached from here");
    private static final Answer TOO_BUSY = Answer.refused(ResultCode.TOO_BUSY, "too busy");
    private static final Answer UNABLE =
            Answer.refused(ResultCode.UNABLE_TO_COMPLY, "no answer can be found now");

    private final Context context;
    private final Writer out;
    private final byte[] host;
    private final byte[] realm;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private byte[] peerHost = {};

    Requests(Context context, Writer out) {
        this.context = context;
        this.out = out;
        host = lower(context.identity.host());
        realm = lower(context.identity.realm());
    }

    private static byte[] lower(String text) {
        return PeerRules.lower(text).getBytes(StandardCharsets.UTF_8);
    }

    /// Who is on the other end.
    void from(Peer peer) {
        peerHost = lower(peer.host());
    }

    long count() {
        return count.get();
    }

    long refusals() {
        return refusals.get();
    }

    void answer(Message request, Peer peer) {
        increment(count);
        Application application = context.application(request.header().application());
        Answer answer = application == null ? null : refusal(request, peer);
        if (application != null && answer == null) {
            answer = ask(application, request, peer);
        }
        if (answer == null) {
            answer = Answer.refused(ResultCode.APPLICATION_UNSUPPORTED, "unknown application");
        }
        if (!answer.isServed()) {
            increment(refusals);
        }
        boolean stateless = application != null && application.isStateless();
        context.answers.write(out, request, answer, stateless);
    }

    /// Answers a message that does not obey the dictionary.
    void refuse(Refusal refusal) {
        increment(count);
        increment(refusals);
        context.answers.write(out, refusal, context.isStateless(refusal.header().application()));
    }

    /// One thread counts, others only look.
    private static void increment(AtomicLong counter) {
        counter.setRelease(counter.getPlain() + 1);
    }

    private @Nullable Answer refusal(Message request, Peer peer) {
        if (context.admission.isBounded()
                && !context.admission.admits(context.now(), priority(request))) {
            context.tally.overloads.increment();
            return TOO_BUSY;
        }
        Avp origin = request.find(Base.ORIGIN_HOST);
        if (!peer.agent() && origin != null && !origin.equalsIgnoringCase(peerHost)) {
            return Answer.refused(
                    ResultCode.INVALID_AVP_VALUE, "Origin-Host is not the peer's", origin);
        }
        Avp toRealm = request.find(Base.DESTINATION_REALM);
        if (toRealm != null && !toRealm.equalsIgnoringCase(realm)) {
            return NOT_OUR_REALM;
        }
        Avp toHost = request.find(Base.DESTINATION_HOST);
        return toHost != null && !toHost.equalsIgnoringCase(host) ? NOT_OUR_HOST : null;
    }

    private static int priority(Message request) {
        Avp drmp = request.find(Base.DRMP);
        return drmp == null ? Admission.PRIORITY_DEFAULT : drmp.unsigned32();
    }

    /// The one place where a bug of an application is caught: it must not cost the peer its
    /// connection. Only the 1st, 2nd, 4th, 8th ... is logged.
    private Answer ask(Application application, Message request, Peer peer) {
        try {
            return application.on(request, peer);
        } catch (IOException e) {
            context.tally.failures.increment();
            long failures = context.tally.failures.sum();
            if (Long.bitCount(failures) == 1) {
                LOG.warn("no answer for {} ({} so far): {}", peer.host(), failures, e.toString());
            }
            return UNABLE;
        } catch (RuntimeException | AssertionError e) {
            context.tally.failures.increment();
            context.tally.bugs.increment();
            if (Long.bitCount(context.tally.bugs.sum()) == 1) {
                LOG.error("a bug in application {}", application.id(), e);
            }
            return UNABLE;
        }
    }
}
