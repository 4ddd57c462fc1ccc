// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.io.IOException;

/// Reads all rows of a list's file.
interface RowReader {

    /// Appends each row: the columns of the relation without its days, the line, the change.
    ///
    /// @return how many rows there were
    long read(Lines lines, Cells cells) throws IOException, Refused;
}
