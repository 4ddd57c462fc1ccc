// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

/// Why bytes are no command, response or envelope; and for a command, what a terminal answers.
public enum UsatFlaw {
    /// No items, or lengths that do not fit.
    ENCODING(GeneralResult.DATA_NOT_UNDERSTOOD),
    /// A type of command or envelope that is not implemented.
    TYPE(GeneralResult.TYPE_NOT_UNDERSTOOD),
    /// An item that has to be there is not.
    MISSING(GeneralResult.VALUES_MISSING),
    /// An item that has to be understood is not known.
    NOT_UNDERSTOOD(GeneralResult.DATA_NOT_UNDERSTOOD),
    /// A value of a wrong length, or out of its range.
    VALUE(GeneralResult.DATA_NOT_UNDERSTOOD);

    private final GeneralResult answer;

    UsatFlaw(GeneralResult answer) {
        this.answer = answer;
    }

    public GeneralResult answer() {
        return answer;
    }
}
