// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.policy;

import org.veritac.register.Reason;

import java.util.Set;

/// Who keeps lists in the register.
///
/// @param operators for whom its entries count, by name; empty: for everyone who asks
/// @param reasons which reasons it may use; empty: all
public record Source(Set<String> operators, Set<Reason> reasons) {

    /// A source that the policy does not mention.
    public static final Source UNRESTRICTED = new Source(Set.of(), Set.of());

    public Source {
        operators = Set.copyOf(operators);
        reasons = Set.copyOf(reasons);
    }

    public boolean answers(String operator) {
        return operators.isEmpty() || operators.contains(operator);
    }

    public boolean mayUse(Reason reason) {
        return reasons.isEmpty() || reasons.contains(reason);
    }
}
