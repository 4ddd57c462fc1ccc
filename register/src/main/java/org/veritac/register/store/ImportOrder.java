// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.ListName;
import org.veritac.register.Reason;
import org.veritac.register.files.CheckDigit;

import java.nio.file.Path;

/// An import that somebody asks for.
///
/// @param list which list
/// @param source whose
/// @param delta whether the file adds and removes, instead of being the whole list
/// @param file what to read
/// @param checkDigit what a 15th digit must be
/// @param reason for rows without one
/// @param dryRun whether only to say what would change
/// @param limits when to stop
public record ImportOrder(
        ListName list,
        String source,
        boolean delta,
        Path file,
        CheckDigit checkDigit,
        Reason reason,
        boolean dryRun,
        Limits limits) {

    /// When an import is stopped before it changes anything. Each limit is a share, and a number
    /// that is allowed whatever the share, so that small files are not stopped by one line.
    ///
    /// @param rejectShare rejected lines among all, 0 to 1
    /// @param rejectsFree how many are always allowed
    /// @param shrinkShare entries that a whole list may lose, among those it had, 0 to 1
    /// @param shrinkFree how many it may always lose
    public record Limits(
            double rejectShare, long rejectsFree, double shrinkShare, long shrinkFree) {

        /// A tenth rejected, half lost; ten rejects and a hundred lost are always allowed.
        public static final Limits STANDARD = new Limits(0.1, 10, 0.5, 100);

        /// Takes everything.
        public static final Limits NONE = new Limits(1, Long.MAX_VALUE, 1, Long.MAX_VALUE);

        boolean tooManyRejects(long rejects, long lines) {
            return rejects > rejectsFree && rejects > rejectShare * lines;
        }

        boolean shrinksTooMuch(long removed, long before) {
            return removed > shrinkFree && removed > shrinkShare * before;
        }
    }
}
