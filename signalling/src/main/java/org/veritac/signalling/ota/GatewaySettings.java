// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.veritac.signalling.smpp.Address;

import java.time.Duration;

/// What a [Gateway] is.
///
/// @param number its own: what cards send their reports to
/// @param limits what it may use up
public record GatewaySettings(Address number, Limits limits) {

    /// Bounds and times.
    ///
    /// @param attempts how often instructions are sent, each time with a new counter
    /// @param proof how long a proof of receipt is awaited after each
    /// @param pause after an attempt that the SMSC did not take
    /// @param judgement how long [Reports] may take
    /// @param underWay how many instructions may be under way; one more is refused
    /// @param incoming how many messages may be worked on; the next waits, and stays with the SMSC
    /// @param partsAge how long after its first part a packet may be completed
    /// @param incomplete how many packets may be incomplete; the oldest makes room
    public record Limits(
            int attempts,
            Duration proof,
            Duration pause,
            Duration judgement,
            int underWay,
            int incoming,
            Duration partsAge,
            int incomplete) {
        /// For a network of the usual pace.
        public static final Limits DEFAULT =
                new Limits(
                        3,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        20_000,
                        1_000,
                        Duration.ofMinutes(5),
                        1_000);

        public Limits {
            if (attempts < 1 || underWay < 1 || incoming < 1 || incomplete < 1) {
                throw new IllegalArgumentException("bounds are positive");
            }
            if (!proof.isPositive()
                    || pause.isNegative()
                    || !judgement.isPositive()
                    || !partsAge.isPositive()) {
                throw new IllegalArgumentException("times are positive");
            }
        }

        public Limits withAttempts(int bound) {
            return new Limits(
                    bound, proof, pause, judgement, underWay, incoming, partsAge, incomplete);
        }

        public Limits withProof(Duration bound) {
            return new Limits(
                    attempts, bound, pause, judgement, underWay, incoming, partsAge, incomplete);
        }

        public Limits withPause(Duration bound) {
            return new Limits(
                    attempts, proof, bound, judgement, underWay, incoming, partsAge, incomplete);
        }

        public Limits withUnderWay(int bound) {
            return new Limits(
                    attempts, proof, pause, judgement, bound, incoming, partsAge, incomplete);
        }

        public Limits withIncoming(int bound) {
            return new Limits(
                    attempts, proof, pause, judgement, underWay, bound, partsAge, incomplete);
        }
    }
}
