// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import picocli.CommandLine.TypeConversionException;

/// A limit of an import: a number of lines, or a share of them.
///
/// @param share 0 to 1
/// @param free how many are allowed whatever the share
record Bound(double share, long free) {
    private static final int PERCENT = 100;

    /// Reads `N` or `P%`.
    static Bound read(String word) {
        if (word.matches("[0-9]{1,15}")) {
            return new Bound(0, Long.parseLong(word));
        }
        if (word.matches("[0-9]{1,2}(\\.[0-9]{1,3})?%|100%")) {
            String number = word.substring(0, word.length() - 1);
            return new Bound(Double.parseDouble(number) / PERCENT, 0);
        }
        throw new TypeConversionException(
                "'" + word + "' is neither a number nor a share such as 5%");
    }
}
