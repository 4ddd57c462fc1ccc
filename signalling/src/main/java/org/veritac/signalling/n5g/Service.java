// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every request meets, whatever version of HTTP carried it: the bounds on how fast is asked,
/// the operation, the count of its answer. Nothing here waits.
///
/// @param endpoint decides what is answered
/// @param admission the bound on requests in a second
/// @param requestsPerSecondOfOne the bound on those of one connection
/// @param tally counts the answers
record Service(Endpoint endpoint, Admission admission, int requestsPerSecondOfOne, Tally tally) {
    /// Most bytes of a request body that are read and thrown away: a GET has none.
    static final int BODY_BYTES_MAX = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    /// What a request is answered; counts the answer.
    ///
    /// @param isGet whether its method is GET
    /// @param target its request target; null when it has none
    /// @param accept its Accept field
    Answer answer(Peer peer, boolean isGet, @Nullable String target, @Nullable String accept) {
        Answer answer;
        try {
            answer = decide(peer, isGet, target, accept);
        } catch (RuntimeException e) {
            LOG.error("a request met a bug", e);
            answer = Answer.UNEXPECTED;
        }
        tally.count(answer);
        return answer;
    }

    private Answer decide(
            Peer peer, boolean isGet, @Nullable String target, @Nullable String accept) {
        long now = System.nanoTime();
        if (!admission.admits(now)) {
            return Answer.CONGESTED;
        }
        if (!peer.admission().admits(now)) {
            return Answer.TOO_MANY_REQUESTS;
        }
        return target == null
                ? Answer.REQUEST_MALFORMED
                : endpoint.answer(isGet, target, accept, peer.asker());
    }

    /// Counts an answer to what could not be read.
    Answer refuse(Answer answer) {
        tally.count(answer);
        return answer;
    }
}
