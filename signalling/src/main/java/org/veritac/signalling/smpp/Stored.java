// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A message in the store of an [Smsc].
///
/// @param id its name
/// @param message what it is
/// @param times since when and until when
/// @param receipts the account that asked for a receipt; null when nobody did
/// @param receipt what it tells, when it is a receipt itself; null otherwise
record Stored(
        String id,
        ShortMessage message,
        Times times,
        @Nullable Wanted receipts,
        @Nullable Receipt receipt) {

    /// When it came, and when it is given up.
    record Times(Instant since, Instant until) {}

    /// Who wants to know, and whether success is worth a word (SMPP 5.2.17).
    record Wanted(String account, boolean alsoSuccess) {}
}
