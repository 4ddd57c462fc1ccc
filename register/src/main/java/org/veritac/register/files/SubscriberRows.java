// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.ImsiRange;
import org.veritac.register.Entry;
import org.veritac.register.Key;
import org.veritac.register.Reason;

import java.util.Optional;

/// The rows of the list of screened subscribers.
final class SubscriberRows implements Rows {
    private static final String BLANKS_AROUND_DASH = " - ";

    private final ReasonField reasons;

    SubscriberRows(ListFormat format) {
        reasons = new ReasonField(format);
    }

    @Override
    public @Nullable Entry entry(Row row, boolean removed) {
        if (row.isEmpty(Column.IMSI)) {
            row.refuse(Flaw.IMSI_MISSING, Column.IMSI);
            return null;
        }
        Optional<ImsiRange> range =
                ImsiRange.ifValid(row.text(Column.IMSI).replace(BLANKS_AROUND_DASH, "-"));
        if (range.isEmpty()) {
            row.refuse(Flaw.IMSI_RANGE, Column.IMSI);
            return null;
        }
        Reason reason = reasons.reason(row, Reason.SCREENED_IMSI, removed);
        return Statement.entry(row, Key.subscribers(range.get()), null, reason);
    }
}
