// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Reason;

import java.util.Arrays;
import java.util.List;

/// Reads the reason of a row, and finds one where the row has none.
final class ReasonField {
    private static final List<Reason> WORDS = Arrays.asList(Reason.values());

    private final ListFormat format;

    ReasonField(ListFormat format) {
        this.format = format;
    }

    /// The reason a row gives, or else the format's. What a row takes back may have any reason.
    ///
    /// @param implied what the key says when neither row nor format is specific
    Reason reason(Row row, Reason implied, boolean removed) {
        Reason given = given(row);
        Reason reason = given == null ? withoutWord(implied) : given;
        boolean allowed = reason.isListable() && format.allowedReasons().contains(reason);
        if (!removed && !allowed) {
            row.refuse(Flaw.REASON_NOT_ALLOWED, Column.REASON);
        }
        return reason;
    }

    private @Nullable Reason given(Row row) {
        if (row.isEmpty(Column.REASON)) {
            return null;
        }
        for (Reason word : WORDS) {
            if (row.is(Column.REASON, word.text())) {
                return word;
            }
        }
        row.refuse(Flaw.REASON_UNKNOWN, Column.REASON);
        return null;
    }

    private Reason withoutWord(Reason implied) {
        boolean specific = format.defaultReason() != Reason.UNSPECIFIED;
        return specific || !format.allowedReasons().contains(implied)
                ? format.defaultReason()
                : implied;
    }
}
