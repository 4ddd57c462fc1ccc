// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

/// The ways in which an equipment identity is malformed (it cannot be read as one) or nonsense (it
/// can, but no device sold carries it). The set is closed; ITU-T QTR-RLB-IMEI, clause 5.6, item 2.
public enum ImeiFlaw {
    /// Nothing was sent: no text, an empty one, or only filler.
    NULL("is empty"),
    /// A character that is not a decimal digit.
    LETTERS("has a character that is not a digit"),
    /// Fewer than 14 digits.
    TOO_SHORT("has fewer than 14 digits"),
    /// More than 16 digits.
    TOO_LONG("has more than 16 digits"),
    /// Fourteen zeros.
    ALL_ZEROS("is all zeros"),
    /// A TAC kept for test equipment ([Tac#isTest]).
    TEST_RANGE("lies in the test range");

    private final String text;

    ImeiFlaw(String text) {
        this.text = text;
    }

    /// The flaw as the end of a sentence that starts with "the IMEI".
    public String text() {
        return text;
    }
}
