// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import java.util.List;

/// How masks of radio access types tell a generation: which bits of what was seen belong to it,
/// which bits of a model's capability are it.
///
/// @param generations from the second on, in order
public record Radio(List<Generation> generations) {
    /// One generation.
    ///
    /// @param number 2 to 5
    /// @param seen bits of `uses.rats` and `devices.rats`
    /// @param capable bits of `models.rats`
    public record Generation(int number, long seen, long capable) {}

    public Radio {
        generations = List.copyOf(generations);
    }

    /// Seen under the alias `seen` where the model under `model` cannot; DIRBS knows four
    /// generations.
    String beyond(String seen, String model, boolean strict) {
        var clauses = new java.util.ArrayList<String>();
        for (Generation generation : generations) {
            if (!strict || generation.number() < 5) {
                clauses.add(
                        "((%s.rats & :seen%d) <> 0 AND (%s.rats & :can%d) = 0)"
                                .formatted(seen, generation.number(), model, generation.number()));
            }
        }
        return "(" + String.join(" OR ", clauses) + ")";
    }

    Text fill(Text text) {
        for (Generation generation : generations) {
            text.with("seen" + generation.number(), generation.seen())
                    .with("can" + generation.number(), generation.capable());
        }
        return text;
    }
}
