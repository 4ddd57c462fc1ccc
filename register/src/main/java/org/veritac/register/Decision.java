// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import org.jspecify.annotations.Nullable;

/// The answer to an [EquipmentCheck]. It can be recomputed at any later time from the check and the
/// position (`Register.explain`).
///
/// @param verdict the answer
/// @param reason the reason of the finding it rests on, [Reason#NONE] when nothing remains
/// @param finding where that finding comes from; null when nothing remains
/// @param lifted how many findings were lifted
/// @param position the journal position it was made at, 0 for an empty register
public record Decision(
        Verdict verdict, Reason reason, @Nullable FindingKind finding, int lifted, long position) {}
