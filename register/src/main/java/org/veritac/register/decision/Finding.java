// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.decision;

import org.jspecify.annotations.Nullable;
import org.veritac.register.FindingKind;
import org.veritac.register.Lift;
import org.veritac.register.Reason;
import org.veritac.register.Verdict;

/// One thing found for a check, for explanations.
///
/// @param kind where it comes from
/// @param reason why
/// @param answer what it would answer alone
/// @param fate what became of it
/// @param lift what lifted it, when something did
/// @param listed whose entry it is; null when the register found it itself
public record Finding(
        FindingKind kind,
        Reason reason,
        Verdict answer,
        Fate fate,
        @Nullable Lift lift,
        @Nullable Listed listed) {

    /// What becomes of a finding.
    public enum Fate {
        /// It counts for the verdict.
        REMAINS,
        /// Something took it back.
        LIFTED,
        /// A more specific entry of the same source takes its place.
        EXEMPTED,
        /// It speaks for the device: a white list, or a reason that answers nothing.
        PERMITS
    }
}
