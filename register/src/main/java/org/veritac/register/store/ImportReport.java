// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Outcome;

import java.nio.file.Path;
import java.util.List;

/// What became of an import.
///
/// @param fate whether it is in force
/// @param counts what was read, and what changes by it
/// @param rejects the file of rejected lines; null when there are none
/// @param warnings what the reader noticed and passed over
public record ImportReport(
        Fate fate, Counts counts, @Nullable Path rejects, List<String> warnings) {

    public ImportReport {
        warnings = List.copyOf(warnings);
    }

    /// Whether an import is in force.
    public sealed interface Fate {
        /// It is, since its position.
        record InForce(Outcome.Done done) implements Fate {}

        /// It is not, and waits for a second person.
        record Proposed(Outcome.Proposed proposed) implements Fate {}

        /// It was only tried.
        record Tried() implements Fate {}

        /// It was stopped, and nothing has changed.
        ///
        /// @param why which figure against which limit, and what to do
        record Stopped(String why) implements Fate {}
    }

    /// Numbers of one import.
    ///
    /// @param lines lines read, the header not counted
    /// @param rejected lines rejected
    /// @param rows entries that the file states
    /// @param removals entries that the file takes back
    /// @param repeated lines whose key came again; the last one counts
    /// @param before entries of this list and source in force before
    /// @param added entries in force after it and not before
    /// @param removed entries in force before it and not after
    /// @param changed entries with another reason
    public record Counts(
            long lines,
            long rejected,
            long rows,
            long removals,
            long repeated,
            long before,
            long added,
            long removed,
            long changed) {}
}
