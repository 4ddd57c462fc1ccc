// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import java.util.Locale;

/// What can be wrong with a row of a list file. The set is closed; the text in kebab case stands in
/// the rejects file.
public enum Flaw {
    /// No key where one must be.
    IMEI_MISSING,
    /// A character that is not a digit, nor part of another form of key.
    IMEI_LETTERS,
    /// Fewer than 14 digits, and no TAC.
    IMEI_TOO_SHORT,
    /// More than 16 digits.
    IMEI_TOO_LONG,
    /// A 15th digit that the import's rule does not take.
    CHECK_DIGIT,
    /// An end of a range that has neither 14 nor 15 digits.
    RANGE_END,
    /// A range whose end lies below its start.
    RANGE_REVERSED,
    /// A range or model where only a device can stand, as in pairs and links.
    NOT_A_DEVICE,
    /// Not eight digits. A shorter number is not filled up: which digits were lost is a guess.
    TAC,
    /// A software version that is not two digits.
    SVN,
    /// An IMSI that is not 6 to 15 digits.
    IMSI,
    /// No IMSI where one must be.
    IMSI_MISSING,
    /// No prefix of 1 to 15 digits, and no range of two IMSIs of one length, the lower first.
    IMSI_RANGE,
    /// A word that is no reason.
    REASON_UNKNOWN,
    /// A reason that this source may not use, or that no entry carries.
    REASON_NOT_ALLOWED,
    /// No day and no instant in a form that this column takes, or a year before 1970.
    DATE,
    /// The entry ends before it begins.
    UNTIL_BEFORE_FROM,
    /// A note of more than [org.veritac.register.Entry#NOTE_MAX] characters.
    NOTE_TOO_LONG,
    /// Neither add nor remove in a delta.
    CHANGE_UNKNOWN,
    /// Another number of fields than the header has.
    COLUMNS,
    /// A row over [ListFile#RECORD_MAX] characters.
    TOO_LONG,
    /// A line break inside quotes: mostly a stray quote that has swallowed the next rows.
    LINE_BREAK,
    /// A control character in a text.
    CONTROL_CHARACTER,
    /// Bytes that are not the text they should be, or a U+FFFD that an earlier mistake left.
    ENCODING,
    /// A link of an IMEI with itself.
    SAME_IMEI;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// The kebab-case word.
    public String text() {
        return text;
    }
}
