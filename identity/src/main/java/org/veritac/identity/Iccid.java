// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import java.util.Optional;

/// The identifier of a UICC: 18 to 20 digits that start with 89, telecommunications (ITU-T E.118,
/// clause 5; TS 102 221, clause 13.2).
///
/// @param digits the digits as printed or stored, the check digit included when there is one
public record Iccid(String digits) {
    private static final int DIGITS_MIN = 18;
    private static final int DIGITS_MAX = 20;

    public Iccid {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("an ICCID has 18 to 20 digits and starts with 89");
        }
    }

    public static Optional<Iccid> ifValid(CharSequence text) {
        return isValid(text) ? Optional.of(new Iccid(text.toString())) : Optional.empty();
    }

    /// An ICCID known to be well formed.
    ///
    /// @throws IllegalArgumentException when it is not
    public static Iccid of(String text) {
        return new Iccid(text);
    }

    /// Whether the last digit is the Luhn digit of the others. Some issuers leave it out, so this
    /// is not a condition.
    public boolean checkDigitHolds() {
        return Luhn.holds(digits);
    }

    /// Issuer only, the account masked: this text may stand in a log.
    @Override
    public String toString() {
        return Digits.masked(digits, 7);
    }

    private static boolean isValid(CharSequence text) {
        return text.length() >= DIGITS_MIN
                && text.length() <= DIGITS_MAX
                && Digits.all(text)
                && text.charAt(0) == '8'
                && text.charAt(1) == '9';
    }
}
