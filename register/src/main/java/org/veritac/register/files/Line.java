// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.veritac.register.Entry;

/// What a row of a list file says, or what is wrong with it.
public sealed interface Line {

    /// The line of the file on which the row starts; the first line of the file is 1.
    long number();

    /// A row that can be applied.
    ///
    /// @param entry what it lists
    /// @param removed whether a delta takes the entry back; false in a full list
    record Good(long number, Entry entry, boolean removed) implements Line {}

    /// A row that cannot.
    ///
    /// @param flaw what is wrong; the first found, when several things are
    /// @param field the column concerned, by the first of its names; empty when it is the row
    /// @param text the row as CSV, cut at [#TEXT_MAX] characters, full identities included
    record Bad(long number, Flaw flaw, String field, String text) implements Line {
        public static final int TEXT_MAX = 1_000;

        /// Without the row, which may hold identities: this text may stand in a log.
        @Override
        public String toString() {
            return "line " + number + ": " + flaw.text() + (field.isEmpty() ? "" : " in " + field);
        }
    }
}
