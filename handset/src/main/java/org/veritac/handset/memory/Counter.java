// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

/// A number that can only be raised.
///
/// @param name what it counts
public record Counter(String name) {
    /// Generations of the lock.
    public static final Counter LOCK = new Counter("lock");

    /// Generations of the hand-over's state.
    public static final Counter STATE = new Counter("state");

    /// No sequence number at or above it was accepted; see [SequenceLease].
    public static final Counter SEQUENCE_CEILING = new Counter("sequence-ceiling");

    public Counter {
        if (!name.matches("[0-9A-Za-z-]{1,80}")) {
            throw new IllegalArgumentException("letters, digits and hyphens");
        }
    }

    /// As [#SEQUENCE_CEILING], of the subscription of one token.
    ///
    /// @param token pseudonym of the token
    public static Counter sequenceCeiling(String token) {
        if (!TransferId.isToken(token)) {
            throw new IllegalArgumentException("a token's pseudonym");
        }
        return new Counter("ceiling-" + token);
    }

    /// The highest number of a token's transfers that is done with.
    ///
    /// @param token pseudonym of the token
    public static Counter highWater(String token) {
        if (!TransferId.isToken(token)) {
            throw new IllegalArgumentException("a token's pseudonym");
        }
        return new Counter("high-water-" + token);
    }
}
