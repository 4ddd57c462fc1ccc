// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import java.net.InetSocketAddress;
import java.time.Duration;

/// How a [Client] meets its SMSC.
///
/// @param smsc where it listens; a name is looked up again at each attempt
/// @param systemId who we are, at most 15 characters (SMPP 5.2.1)
/// @param password of the bind
/// @param limits what it may use up
public record ClientSettings(
        InetSocketAddress smsc, String systemId, Password password, Limits limits) {
    private static final int SYSTEM_ID_MAX = 15;

    public ClientSettings {
        if (systemId.isEmpty() || systemId.length() > SYSTEM_ID_MAX) {
            throw new IllegalArgumentException("a system id has 1 to 15 characters");
        }
    }

    /// Bounds and times.
    ///
    /// @param window how many submit_sm may await their answers
    /// @param queue how many messages may wait for a place in the window; one more is refused
    /// @param patience how long a message may wait for a connection
    /// @param response how long an answer may take, and a connection or bind
    /// @param enquire after what silence the link is asked for a sign of life
    /// @param retryMin the first pause after a connection was lost or refused, or a message
    ///   throttled; doubles
    /// @param retryMax the longest pause
    public record Limits(
            int window,
            int queue,
            Duration patience,
            Duration response,
            Duration enquire,
            Duration retryMin,
            Duration retryMax) {
        /// For an SMSC on a network of the operator.
        public static final Limits DEFAULT =
                new Limits(
                        16,
                        10_000,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30));

        public Limits {
            if (window < 1
                    || queue < 1
                    || patience.isNegative()
                    || !response.isPositive()
                    || !enquire.isPositive()
                    || !retryMin.isPositive()
                    || retryMax.compareTo(retryMin) < 0) {
                throw new IllegalArgumentException("limits are positive");
            }
        }

        public Limits withWindow(int bound) {
            return new Limits(bound, queue, patience, response, enquire, retryMin, retryMax);
        }

        public Limits withQueue(int bound) {
            return new Limits(window, bound, patience, response, enquire, retryMin, retryMax);
        }

        public Limits withPatience(Duration bound) {
            return new Limits(window, queue, bound, response, enquire, retryMin, retryMax);
        }

        public Limits withResponse(Duration bound) {
            return new Limits(window, queue, patience, bound, enquire, retryMin, retryMax);
        }

        public Limits withRetry(Duration min, Duration max) {
            return new Limits(window, queue, patience, response, enquire, min, max);
        }
    }
}
