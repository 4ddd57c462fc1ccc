// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imsi;

import java.time.Instant;
import java.time.LocalDate;

/// One statement of a list: this key is on it, for this reason, in this time.
///
/// @param key what is listed
/// @param imsi the only subscriber it is listed for; null for everyone. A pair has one always.
/// @param reason why; [Reason#UNSPECIFIED] where the list needs none
/// @param reported the day the owner or an authority reported it
/// @param from the first instant at which it holds; null: at once. Whole seconds.
/// @param until the last instant at which it holds, included; null: for good. Whole seconds.
/// @param note free text, empty for none; of an allocation, [DeviceModel#write]. At most
///   [#NOTE_MAX] characters.
public record Entry(
        Key key,
        @Nullable Imsi imsi,
        Reason reason,
        @Nullable LocalDate reported,
        @Nullable Instant from,
        @Nullable Instant until,
        String note) {

    public static final int NOTE_MAX = 1_000;

    public Entry {
        if (from != null && until != null && until.isBefore(from)) {
            throw new IllegalArgumentException("an entry ends before it begins");
        }
        if (note.length() > NOTE_MAX) {
            throw new IllegalArgumentException("a note has at most " + NOTE_MAX + " characters");
        }
    }

    /// An entry for everyone and for good.
    public static Entry of(Key key, Reason reason) {
        return new Entry(key, null, reason, null, null, null, "");
    }

    /// Identities masked, the note left out: this text may stand in a log.
    @Override
    public String toString() {
        return key + (imsi == null ? "" : " for " + imsi) + " (" + reason.text() + ")";
    }

    /// Whether it holds at an instant.
    public boolean holdsAt(Instant instant) {
        return (from == null || !instant.isBefore(from))
                && (until == null || !instant.isAfter(until));
    }
}
