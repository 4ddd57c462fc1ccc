// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Reason;

import java.util.EnumMap;
import java.util.Map;

/// One policy, whole. Read by [PolicyText].
///
/// @param mode what a device on no list is
/// @param reasons the reason table; every reason has a row
/// @param sources the sources that are restricted in any way, by name
/// @param operators the operators that ask, by name
/// @param proving what proofs are worth
/// @param secondPerson which changes need one
public record Policy(
        Mode mode,
        Map<Reason, Rule> reasons,
        Map<String, Source> sources,
        Map<String, Operator> operators,
        Proving proving,
        SecondPerson secondPerson) {

    public Policy {
        for (Reason reason : Reason.values()) {
            if (!reasons.containsKey(reason)) {
                throw new IllegalArgumentException("no rule for " + reason.text());
            }
        }
        reasons = Map.copyOf(new EnumMap<>(reasons));
        sources = Map.copyOf(sources);
        operators = Map.copyOf(operators);
    }

    /// The row of a reason.
    public Rule rule(Reason reason) {
        Rule rule = reasons.get(reason);
        if (rule == null) {
            throw new AssertionError("the constructor has seen a rule for every reason");
        }
        return rule;
    }

    public Source source(String name) {
        return sources.getOrDefault(name, Source.UNRESTRICTED);
    }

    public @Nullable Operator operator(String name) {
        return operators.get(name);
    }
}
