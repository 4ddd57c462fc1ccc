// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import java.util.Optional;

/// A telephone number in international form: country code, national destination code and subscriber
/// number, 5 to 15 digits, without a plus (TS 23.003, clause 3.3; ITU-T E.164).
///
/// @param digits the digits, country code first
public record Msisdn(String digits) {
    private static final int DIGITS_MIN = 5;
    private static final int DIGITS_MAX = 15;

    public Msisdn {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("an MSISDN has 5 to 15 digits");
        }
    }

    /// Reads digits, with or without a plus in front.
    public static Optional<Msisdn> ifValid(CharSequence text) {
        CharSequence digits =
                !text.isEmpty() && text.charAt(0) == '+'
                        ? text.subSequence(1, text.length())
                        : text;
        return isValid(digits) ? Optional.of(new Msisdn(digits.toString())) : Optional.empty();
    }

    /// A number known to be well formed.
    ///
    /// @throws IllegalArgumentException when it is not
    public static Msisdn of(String text) {
        return ifValid(text).orElseThrow(() -> new IllegalArgumentException("not an MSISDN"));
    }

    /// Country only, the subscriber masked: this text may stand in a log.
    @Override
    public String toString() {
        return Digits.masked(digits, 3);
    }

    private static boolean isValid(CharSequence text) {
        return text.length() >= DIGITS_MIN && text.length() <= DIGITS_MAX && Digits.all(text);
    }
}
