// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imsi;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.Reason;

import java.time.Instant;
import java.time.LocalDate;

/// Reads the columns that an entry has besides its key.
final class Statement {
    private Statement() {}

    /// The entry of a key with all that the row says of it; null, and the row refused, when one of
    /// the columns is wrong.
    static @Nullable Entry entry(Row row, Key key, @Nullable Imsi imsi, Reason reason) {
        LocalDate reported = TimeField.day(row, Column.REPORTED);
        Instant from = TimeField.start(row, Column.FROM);
        Instant until = TimeField.end(row, Column.UNTIL);
        if (from != null && until != null && until.isBefore(from)) {
            row.refuse(Flaw.UNTIL_BEFORE_FROM, Column.UNTIL);
        }
        String note = note(row);
        return row.isRefused() || note == null
                ? null
                : new Entry(key, imsi, reason, reported, from, until, note);
    }

    /// The subscriber of a row, when it has one.
    static @Nullable Imsi imsi(Row row) {
        int length = row.length(Column.IMSI);
        if (length == 0) {
            return null;
        }
        long value =
                length < Imsi.DIGITS_MIN || length > Imsi.DIGITS_MAX
                        ? -1
                        : row.number(Column.IMSI, 0, length);
        if (value < 0) {
            row.refuse(Flaw.IMSI, Column.IMSI);
            return null;
        }
        return new Imsi(value, length);
    }

    private static @Nullable String note(Row row) {
        if (row.length(Column.NOTE) > Entry.NOTE_MAX) {
            row.refuse(Flaw.NOTE_TOO_LONG, Column.NOTE);
            return null;
        }
        return row.prose(Column.NOTE, Entry.NOTE_MAX);
    }
}
