// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// What a handset keeps over a loss of power. Written as one, into protected memory; `finished`
/// where no restored image brings an older one back.
///
/// @param loan nothing in EMPTY, and only there
/// @param finished of each token the highest tid that was seen to its end (hwm): nothing up to it
///   is taken again
public record HandsetRecord(
        HandsetPhase phase, @Nullable Loan loan, Map<TokenId, Integer> finished) {
    /// From how many tokens a handset is ever loaded. None is forgotten to make room: what it
    /// finished could be replayed then.
    public static final int TOKENS_MAX = 32;

    /// A handset as it leaves the factory.
    public static final HandsetRecord NEW = new HandsetRecord(HandsetPhase.EMPTY, null, Map.of());

    public HandsetRecord {
        finished = Map.copyOf(finished);
        if ((phase == HandsetPhase.EMPTY) != (loan == null) || finished.size() > TOKENS_MAX) {
            throw new IllegalArgumentException("a handset is empty or has a loan");
        }
    }

    int finished(TokenId token) {
        return finished.getOrDefault(token, 0);
    }

    /// Whether there is room to remember this token.
    boolean remembers(TokenId token) {
        return finished.containsKey(token) || finished.size() < TOKENS_MAX;
    }

    HandsetRecord with(HandsetPhase next, Loan nextLoan) {
        return new HandsetRecord(next, nextLoan, finished);
    }

    HandsetRecord emptied(Loan over) {
        var more = new HashMap<>(finished);
        more.merge(over.token(), over.tid(), Math::max);
        return new HandsetRecord(HandsetPhase.EMPTY, null, more);
    }
}
