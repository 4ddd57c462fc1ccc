// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import java.math.BigDecimal;
import java.util.List;

/// A rule of the country: devices that all of its dimensions match.
///
/// @param label letters, digits and underscores, at most 64
/// @param dimensions at least one
/// @param graceDays from the first match to the block
/// @param blocking whether it leads to a block; else it informs
/// @param sticky whether a device that once matched stays
/// @param reason what operators and subscribers are told; no pipe character
/// @param maxRatio of all devices ever seen; a rule that matches more is a mistake
/// @param amnestyEligible whether devices found during the evaluation period are pardoned for a
///   time
public record Condition(
        String label,
        List<Use> dimensions,
        int graceDays,
        boolean blocking,
        boolean sticky,
        String reason,
        BigDecimal maxRatio,
        boolean amnestyEligible) {
    public Condition {
        dimensions = List.copyOf(dimensions);
    }

    /// A dimension as a condition uses it.
    ///
    /// @param invert whether those are meant that it does not match, of all ever seen
    public record Use(Dimension dimension, boolean invert) {}
}
