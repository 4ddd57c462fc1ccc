// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.classify;

import java.util.List;
import java.util.OptionalLong;

/// What became of a classification.
public sealed interface Outcome {
    /// Nothing was done: conditions, operators or amnesty are not those of the last run.
    ///
    /// @param differences a line each
    record ConfigurationChanged(List<String> differences) implements Outcome {
        public ConfigurationChanged {
            differences = List.copyOf(differences);
        }
    }

    /// It was done, though perhaps not for every condition.
    ///
    /// @param run its number, or 0 when nothing was kept
    /// @param findings one for each condition, in the order of the configuration
    /// @param redecided how many devices were touched since the last run, and so decided; empty
    ///   when all were
    record Done(int run, List<Finding> findings, OptionalLong redecided) implements Outcome {
        public Done {
            findings = List.copyOf(findings);
        }

        /// Whether no condition was refused.
        public boolean whole() {
            return findings.stream().noneMatch(Finding::refused);
        }
    }

    /// What one condition found.
    ///
    /// @param matched devices, those that stick to it included
    /// @param known devices ever seen
    /// @param refused whether that is more than the condition may match; then its state is as
    ///   before
    /// @param added devices that did not match before
    /// @param changed devices whose block date or pardon changed
    /// @param ended devices that no longer match
    record Finding(
            String condition,
            long matched,
            long known,
            boolean refused,
            long added,
            long changed,
            long ended) {
        @Override
        public String toString() {
            return refused
                    ? "%s: refused, %d of %d devices match".formatted(condition, matched, known)
                    : "%s: %d match, %d added, %d changed, %d ended"
                            .formatted(condition, matched, added, changed, ended);
        }
    }
}
