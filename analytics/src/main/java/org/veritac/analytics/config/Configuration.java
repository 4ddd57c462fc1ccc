// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A conditions file as it was understood.
///
/// @param sizeLimits one for every kind
public record Configuration(
        Region region,
        List<Condition> conditions,
        OperatorLimits operatorLimits,
        Map<SizeLimit.Kind, SizeLimit> sizeLimits,
        ListOptions lists,
        Amnesty amnesty,
        Retention retention) {
    public Configuration {
        conditions = List.copyOf(conditions);
        sizeLimits = Map.copyOf(sizeLimits);
    }

    /// What two runs must agree in, a line each, for one to follow the other without a question.
    ///
    /// The lines are for comparing and for showing a difference to a person, not for reading back.
    public List<String> essentials() {
        var lines = new ArrayList<String>();
        for (Condition condition : conditions) {
            lines.add("condition " + condition.label() + ": " + condition);
        }
        for (Operator operator : region.operators()) {
            lines.add("operator " + operator.id() + ": " + operator);
        }
        lines.add("exempted device types: " + region.exemptedDeviceTypes());
        lines.add("amnesty: " + amnesty);
        return List.copyOf(lines);
    }
}
