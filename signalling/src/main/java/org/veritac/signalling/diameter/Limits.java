// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

import java.time.Duration;

/// The bounds within which a node lets peers have their way.
///
/// @param connectionsMax how many connections may be open at once; more are closed unread
/// @param requestsPerSecondMax how many requests all peers together may send in a second before
///   they are told 3004; 0 for as many as can be answered
/// @param greeting how long a new connection may take until its peer is known (TLS and CER)
/// @param write how long a peer may leave its answers unread before it is cut off
/// @param watchdog Tw of RFC 3539: how long silence lasts before it is asked about; at least 6 s on
///   a network (clause 3.4.1)
/// @param goodbye how long to wait for the answer to a DPR
/// @param retryMin how long to wait at least before connecting anew
/// @param retryMax how long to wait at most (Tc of RFC 6733, clause 2.1)
public record Limits(
        int connectionsMax,
        int requestsPerSecondMax,
        Duration greeting,
        Duration write,
        Duration watchdog,
        Duration goodbye,
        Duration retryMin,
        Duration retryMax) {

    /// What suits a network.
    public static final Limits DEFAULT =
            new Limits(
                    16_384,
                    0,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30));

    public Limits {
        if (connectionsMax < 1 || requestsPerSecondMax < 0) {
            throw new IllegalArgumentException("a node without connections or requests");
        }
    }

    /// The same with another bound on requests.
    public Limits withRequestsPerSecondMax(int count) {
        return new Limits(
                connectionsMax, count, greeting, write, watchdog, goodbye, retryMin, retryMax);
    }

    /// The same with another bound on connections.
    public Limits withConnectionsMax(int count) {
        return new Limits(
                count,
                requestsPerSecondMax,
                greeting,
                write,
                watchdog,
                goodbye,
                retryMin,
                retryMax);
    }
}
