// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

/// A column of a list's file.
///
/// @param name its name in the header
/// @param type what stands in it
record ListColumn(String name, Type type) {

    /// What may stand in a column.
    enum Type {
        /// `[0-9A-Fa-f*#]{1,16}`
        DEVICE("an IMEI of 1 to 16 signs"),
        /// `[0-9]{1,15}`
        IMSI("1 to 15 digits"),
        /// `[0-9]{1,15}`
        MSISDN("1 to 15 digits"),
        /// `[0-9A-Za-z-\]{1,20}`
        UID("1 to 20 letters, digits, - and \\"),
        /// Eight digits.
        TAC("8 digits"),
        /// `YYYYMMDD` or nothing.
        DATE("YYYYMMDD or nothing"),
        /// Any text or nothing.
        TEXT("a text of at most 1000 characters"),
        /// A word, lower case in the store, or nothing.
        WORD("a text of at most 1000 characters"),
        /// An MD5 digest, 32 hexadecimal digits.
        HASH("32 hexadecimal digits");

        private final String pattern;

        Type(String pattern) {
            this.pattern = pattern;
        }

        String pattern() {
            return pattern;
        }
    }
}
