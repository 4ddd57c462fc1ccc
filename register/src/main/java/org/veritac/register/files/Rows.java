// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Entry;

/// How the rows of one kind of list become entries.
@FunctionalInterface
interface Rows {

    /// The entry of a row; null, and the row refused, when it has none.
    ///
    /// @param removed whether the row takes the entry back
    @Nullable Entry entry(Row row, boolean removed);

    /// The way of a format's list, under a header.
    static Rows of(ListFormat format, Header header) {
        return switch (format.list()) {
            case BLACK, GREY, WHITE -> new ColourRows(format);
            case PAIRS -> new PairRows(format);
            case IMSI -> new SubscriberRows(format);
            case LINKS -> new LinkRows(format);
            case TAC -> new ModelRows(header.isOsmocom());
        };
    }
}
