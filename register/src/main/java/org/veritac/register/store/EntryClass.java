// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.ListName;
import org.veritac.register.Reason;

import java.util.Comparator;

/// All that the hot path knows of an entry: which list, by whom, why. Millions of entries share a
/// few classes.
///
/// @param list which list
/// @param source by whom
/// @param reason why
record EntryClass(ListName list, String source, Reason reason) implements Comparable<EntryClass> {
    private static final Comparator<EntryClass> ORDER =
            Comparator.comparing(EntryClass::list)
                    .thenComparing(EntryClass::source)
                    .thenComparing(EntryClass::reason);

    static EntryClass of(Stated stated) {
        return new EntryClass(
                stated.stack().list(), stated.stack().source(), stated.entry().reason());
    }

    @Override
    public int compareTo(EntryClass other) {
        return ORDER.compare(this, other);
    }
}
