// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.HashMap;
import java.util.List;

/// How far a search goes.
///
/// @param tokens 1 or 2
/// @param handsets 1 or 2
/// @param transfers how many tids are drawn, of all tokens together
/// @param attempts how often a handset begins to return within one transfer
/// @param challenges how many different challenges the network makes; each may be replayed
/// @param items how many personal items users make
/// @param orders whether the operator reclaims and terminates
/// @param exact whether two ways to one place are kept apart by what was said on them
record Bounds(
        int tokens,
        int handsets,
        int transfers,
        int attempts,
        int challenges,
        int items,
        boolean orders,
        boolean exact) {
    /// Numbers and what they are of; without a number a word says that something is done.
    static Bounds of(String text) {
        var numbers = new HashMap<String, Integer>();
        int number = 1;
        for (String word : List.of(text.split(" "))) {
            if (word.matches("[0-9]")) {
                number = Integer.parseInt(word);
            } else {
                numbers.put(word.replaceAll("s$", ""), number);
            }
        }
        return new Bounds(
                numbers.getOrDefault("token", 1),
                numbers.getOrDefault("handset", 1),
                numbers.getOrDefault("transfer", 1),
                numbers.getOrDefault("attempt", 1),
                numbers.getOrDefault("challenge", 0),
                numbers.getOrDefault("item", 0),
                numbers.containsKey("order"),
                numbers.containsKey("exact"));
    }
}
