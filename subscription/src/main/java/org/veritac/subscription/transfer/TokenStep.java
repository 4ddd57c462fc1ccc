// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.List;

/// What a token does about a request: first it keeps, in this order, then it answers.
///
/// @param state when all was kept
public record TokenStep(TokenState state, Answer answer, List<TokenWrite> writes) {
    public TokenStep {
        writes = List.copyOf(writes);
    }

    static TokenStep only(TokenState state, Answer answer) {
        return new TokenStep(state, answer, List.of());
    }

    static TokenStep refused(TokenState state, Refusal refusal) {
        return only(state, Answer.Refused.of(refusal));
    }

    static TokenStep kept(TokenState before, TokenRecord record, Answer answer) {
        return new TokenStep(
                new TokenState(record, before.tap()),
                answer,
                List.of(new TokenWrite(record, null)));
    }

    static TokenStep kept(
            TokenState before, TokenRecord record, Receipt.Entry receipt, Answer answer) {
        return new TokenStep(
                new TokenState(record, before.tap()),
                answer,
                List.of(new TokenWrite(record, receipt)));
    }
}
