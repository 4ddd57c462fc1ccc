// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import org.veritac.register.Verdict;

import java.util.Set;

/// What an interface has answered.
///
/// @param words in the words of its protocol
/// @param verdicts what these may mean: one verdict, or two where the protocol does not tell them
///   apart; none when no verdict was given
public record Answer(String words, Set<Verdict> verdicts) {
    public Answer {
        verdicts = Set.copyOf(verdicts);
    }

    static Answer of(String words, Verdict... verdicts) {
        return new Answer(words, Set.of(verdicts));
    }

    /// Whether it is what a protocol says when this is the verdict.
    public boolean means(Verdict verdict) {
        return verdicts.contains(verdict);
    }

    /// Whether no verdict was given.
    public boolean isError() {
        return verdicts.isEmpty();
    }
}
