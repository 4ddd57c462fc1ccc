// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// What an [Smsc] is.
///
/// @param address where it listens; port 0 takes a free one. Without TLS this belongs on the
///   loopback interface or a closed network
/// @param accounts who may bind
/// @param limits what it may use up
public record SmscSettings(InetSocketAddress address, List<Account> accounts, Limits limits) {
    public SmscSettings {
        accounts = List.copyOf(accounts);
    }

    /// Bounds and times.
    ///
    /// @param sessions how many connections may be open; one more is closed at once
    /// @param stored how many messages are kept, receipts included; one more is refused
    /// @param storedEach how many for one destination, so that one cannot fill all of it
    /// @param radio how many deliveries over the air may be under way
    /// @param window how many deliver_sm to one account may await their answers
    /// @param bind how long a connection may take to bind
    /// @param response how long an ESME may take to answer; then its connection ends
    /// @param enquire after what silence an ESME is asked for a sign of life
    /// @param validity how long a message is tried, unless its sender said less
    /// @param retryMin the pause after the first failed attempt; doubles
    /// @param retryMax the longest pause
    public record Limits(
            int sessions,
            int stored,
            int storedEach,
            int radio,
            int window,
            Duration bind,
            Duration response,
            Duration enquire,
            Duration validity,
            Duration retryMin,
            Duration retryMax) {
        /// For a laboratory or a small network.
        public static final Limits DEFAULT =
                new Limits(
                        64,
                        100_000,
                        20_000,
                        256,
                        16,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofDays(2),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5));

        public Limits {
            if (sessions < 1 || stored < 1 || storedEach < 1 || radio < 1 || window < 1) {
                throw new IllegalArgumentException("bounds are positive");
            }
            if (!bind.isPositive()
                    || !response.isPositive()
                    || !enquire.isPositive()
                    || !validity.isPositive()
                    || !retryMin.isPositive()
                    || retryMax.compareTo(retryMin) < 0) {
                throw new IllegalArgumentException("times are positive");
            }
        }

        public Limits withSessions(int bound) {
            return new Limits(
                    bound,
                    stored,
                    storedEach,
                    radio,
                    window,
                    bind,
                    response,
                    enquire,
                    validity,
                    retryMin,
                    retryMax);
        }

        public Limits withStored(int all, int each) {
            return new Limits(
                    sessions, all, each, radio, window, bind, response, enquire, validity, retryMin,
                    retryMax);
        }

        public Limits withBind(Duration bound) {
            return new Limits(
                    sessions,
                    stored,
                    storedEach,
                    radio,
                    window,
                    bound,
                    response,
                    enquire,
                    validity,
                    retryMin,
                    retryMax);
        }

        public Limits withResponse(Duration bound) {
            return new Limits(
                    sessions,
                    stored,
                    storedEach,
                    radio,
                    window,
                    bind,
                    bound,
                    enquire,
                    validity,
                    retryMin,
                    retryMax);
        }

        public Limits withRetry(Duration min, Duration max) {
            return new Limits(
                    sessions,
                    stored,
                    storedEach,
                    radio,
                    window,
                    bind,
                    response,
                    enquire,
                    validity,
                    min,
                    max);
        }
    }
}
