// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.n5g;

import java.time.Duration;

/// What strangers may use up.
///
/// @param connections how many connections may be open at once; one more is closed at once
/// @param streams how many requests may be open on one HTTP/2 connection at once
/// @param requestsPerSecond how many requests are served in a second; beyond, 503
/// @param requestsPerSecondOfOne how many of them on one connection; beyond, 429
/// @param idle after what time a connection without traffic is closed, at least a second
/// @param drain how long [Server#close] waits for requests under way
public record Limits(
        int connections,
        int streams,
        int requestsPerSecond,
        int requestsPerSecondOfOne,
        Duration idle,
        Duration drain) {
    public static final Limits DEFAULT =
            new Limits(16_384, 256, 500_000, 250_000, Duration.ofMinutes(3), Duration.ofSeconds(5));

    public Limits {
        if (connections < 1 || streams < 1 || requestsPerSecond < 1 || requestsPerSecondOfOne < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
        if (idle.toSeconds() < 1 || drain.isNegative()) {
            throw new IllegalArgumentException("idle is at least a second, drain not negative");
        }
    }

    public Limits withConnections(int bound) {
        return new Limits(bound, streams, requestsPerSecond, requestsPerSecondOfOne, idle, drain);
    }

    public Limits withStreams(int bound) {
        return new Limits(
                connections, bound, requestsPerSecond, requestsPerSecondOfOne, idle, drain);
    }

    public Limits withRequestsPerSecond(int all, int one) {
        return new Limits(connections, streams, all, one, idle, drain);
    }

    public Limits withIdle(Duration time) {
        return new Limits(
                connections, streams, requestsPerSecond, requestsPerSecondOfOne, time, drain);
    }

    public Limits withDrain(Duration time) {
        return new Limits(
                connections, streams, requestsPerSecond, requestsPerSecondOfOne, idle, time);
    }
}
