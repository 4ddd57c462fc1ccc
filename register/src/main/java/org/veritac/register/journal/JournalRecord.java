// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.journal;

import org.jspecify.annotations.Nullable;

/// One change, as the journal keeps it.
///
/// @param position 1 for the first record, without gaps
/// @param atMillis when, milliseconds since 1970; never before the record in front of it
/// @param who the caller's name
/// @param kind what kind of change, with the version of its body, such as `add/1`
/// @param body what changed, JSON
/// @param privateBody personal data of the change, JSON; null when it has none or it was deleted
public record JournalRecord(
        long position,
        long atMillis,
        String who,
        String kind,
        String body,
        @Nullable String privateBody) {

    /// Without its content: this text may stand in a log.
    @Override
    public String toString() {
        return position + " " + kind;
    }
}
