// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imsi;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.Reason;

import java.time.Instant;
import java.time.LocalDate;

/// One row of a layer: an [Entry], or that an entry is taken back, in numbers.
///
/// @param key what is listed
/// @param imsi [Imsi#key] of the only subscriber it is listed for; 0 for everyone; [#ERASED]
/// @param removed whether a delta takes the entry back; the values below mean nothing then
/// @param reason why it is listed
/// @param reported epoch day, or [#NONE]
/// @param from the first second at which it holds, or [#AT_ONCE]
/// @param until the last second at which it holds, included, or [#FOR_GOOD]
/// @param note at most [Entry#NOTE_MAX] characters; a surrogate without its other half is kept as a
///   question mark
public record Row(
        Key key,
        long imsi,
        boolean removed,
        Reason reason,
        int reported,
        long from,
        long until,
        String note) {
    /// No day reported.
    public static final int NONE = Integer.MIN_VALUE;

    /// Holds from the beginning.
    public static final long AT_ONCE = Long.MIN_VALUE;

    /// Holds without an end.
    public static final long FOR_GOOD = Long.MAX_VALUE;

    /// The row was for one subscriber, whose number is deleted: it is for nobody any more, and
    /// above all not for everyone.
    public static final long ERASED = -1;

    /// The largest number of a subscriber that a layer takes.
    static final long IMSI_MAX = (1L << 54) - 1;

    public Row {
        if (imsi < ERASED || imsi > IMSI_MAX) {
            throw new IllegalArgumentException("not the key of an IMSI");
        }
        if (until < from) {
            throw new IllegalArgumentException("a row ends before it begins");
        }
        if (note.length() > Entry.NOTE_MAX) {
            throw new IllegalArgumentException(
                    "a note has at most " + Entry.NOTE_MAX + " characters");
        }
    }

    /// The row that lists an entry.
    ///
    /// @throws ArithmeticException when it was reported further from 1970 than 2^31 days
    public static Row of(Entry entry) {
        Imsi imsi = entry.imsi();
        LocalDate reported = entry.reported();
        Instant from = entry.from();
        Instant until = entry.until();
        return new Row(
                entry.key(),
                imsi == null ? 0 : imsi.key(),
                false,
                entry.reason(),
                reported == null ? NONE : Math.toIntExact(reported.toEpochDay()),
                from == null ? AT_ONCE : from.getEpochSecond(),
                until == null ? FOR_GOOD : until.getEpochSecond(),
                entry.note());
    }

    /// The row that takes back the entry of a key and subscriber.
    public static Row removal(Key key, @Nullable Imsi imsi) {
        long subscriber = imsi == null ? 0 : imsi.key();
        return new Row(key, subscriber, true, Reason.NONE, NONE, AT_ONCE, FOR_GOOD, "");
    }

    /// The entry it lists.
    ///
    /// @throws IllegalStateException when it removes, or its subscriber is erased
    public Entry entry() {
        if (removed || imsi == ERASED) {
            throw new IllegalStateException("this row lists nothing");
        }
        return new Entry(
                key,
                imsi == 0 ? null : Imsi.ofKey(imsi),
                reason,
                reported == NONE ? null : LocalDate.ofEpochDay(reported),
                from == AT_ONCE ? null : Instant.ofEpochSecond(from),
                until == FOR_GOOD ? null : Instant.ofEpochSecond(until),
                note);
    }

    /// Identities masked and the note left out: this text may stand in a log.
    @Override
    public String toString() {
        return (removed ? "removal of " : "") + key + " (" + reason.text() + ")";
    }
}
