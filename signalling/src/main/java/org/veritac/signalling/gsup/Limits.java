// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import java.time.Duration;

/// What strangers may use up.
///
/// @param connections how many connections may be open at once; one more is closed at once
/// @param identify after what time a peer must have said who it is
/// @param idle after what time without a byte an identified peer is given up; Osmocom's clients
///   ping every 30 seconds
/// @param write how long a peer may leave answers unread
/// @param drain how long [Server#close] waits for requests under way
public record Limits(
        int connections, Duration identify, Duration idle, Duration write, Duration drain) {
    public static final Limits DEFAULT =
            new Limits(
                    16_384,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(3),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5));

    public Limits {
        if (connections < 1
                || !identify.isPositive()
                || !idle.isPositive()
                || !write.isPositive()
                || drain.isNegative()) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    public Limits withConnections(int bound) {
        return new Limits(bound, identify, idle, write, drain);
    }

    public Limits withIdentify(Duration bound) {
        return new Limits(connections, bound, idle, write, drain);
    }

    public Limits withIdle(Duration bound) {
        return new Limits(connections, identify, bound, write, drain);
    }

    public Limits withWrite(Duration bound) {
        return new Limits(connections, identify, idle, bound, drain);
    }

    public Limits withDrain(Duration bound) {
        return new Limits(connections, identify, idle, write, bound);
    }
}
