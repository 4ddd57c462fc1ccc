// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import java.io.IOException;

/// A list file that cannot be read as a whole, so that nothing of it may take effect. The message
/// says what is wrong, where, and what to do; it holds no identities. It is an [IOException]
/// because it ends an import like a broken disk does, and may come with any row.
public final class ListFileRefused extends IOException {
    private static final long serialVersionUID = 1L;

    /// What is wrong with the file.
    public enum Why {
        /// It has no bytes, or only blank lines.
        EMPTY,
        /// It is no text in UTF-8: a spreadsheet, an archive, UTF-16 without byte order mark.
        NOT_TEXT,
        /// None of its first lines names the columns that the list must have.
        NO_HEADER,
        /// The header names more than [ListFile#COLUMNS_MAX] columns.
        TOO_MANY_COLUMNS,
        /// The header names a column twice.
        DOUBLE_COLUMN,
        /// It was given as a delta and has no change column.
        NOT_A_DELTA,
        /// It was given as a whole list and has a change column.
        NOT_A_FULL_LIST,
        /// A row that does not end: an open quote, or a field over [ListFile#FIELD_MAX] characters.
        ENDLESS_ROW
    }

    private final Why why;
    private final long line;

    ListFileRefused(Why why, long line, String message) {
        super(line == 0 ? message : "line " + line + ": " + message);
        this.why = why;
        this.line = line;
    }

    public Why why() {
        return why;
    }

    /// The line it is about; 0 when it is the file.
    public long line() {
        return line;
    }
}
