// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.util.Map;

/// What files are held to: the parts of a configuration that imports use.
///
/// @param region the country
/// @param operator the limits of operators' files
/// @param lists the limits of lists that are not the default ones
public record Limits(Region region, OperatorLimits operator, Map<FileKind, ListLimits> lists) {
    public Limits {
        lists = Map.copyOf(lists);
    }

    /// What is asked when nothing is configured.
    public static Limits defaults() {
        return new Limits(Region.anywhere(), OperatorLimits.defaults(), Map.of());
    }

    ListLimits list(FileKind kind) {
        return lists.getOrDefault(kind, ListLimits.defaults(kind));
    }
}
