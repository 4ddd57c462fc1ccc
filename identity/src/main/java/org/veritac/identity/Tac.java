// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import java.util.Optional;

/// A type allocation code: the first eight digits of an IMEI, which name the model (TS 23.003,
/// clause 6.2.1).
///
/// @param value 0 to 99,999,999; leading zeros belong to it
public record Tac(int value) implements Comparable<Tac> {
    public static final int DIGITS = 8;
    private static final int VALUE_MAX = 99_999_999;

    public Tac {
        if (value < 0 || value > VALUE_MAX) {
            throw new IllegalArgumentException("a TAC has eight digits");
        }
    }

    /// The TAC of eight digits, when the text is that.
    public static Optional<Tac> ifValid(CharSequence text) {
        return text.length() == DIGITS && Digits.all(text)
                ? Optional.of(new Tac((int) Digits.value(text, 0, DIGITS)))
                : Optional.empty();
    }

    /// A TAC known to be well formed.
    ///
    /// @throws IllegalArgumentException when it is not
    public static Tac of(String text) {
        return ifValid(text)
                .orElseThrow(() -> new IllegalArgumentException("a TAC has eight digits"));
    }

    /// Whether the code lies in the ranges kept for test equipment: 001001 to 001017, 0044, 0086
    /// and 0091. Such equipment is never sold.
    public boolean isTest() {
        int six = value / 100;
        int four = value / 10_000;
        return (six >= 1_001 && six <= 1_017) || four == 44 || four == 86 || four == 91;
    }

    /// The eight digits.
    public String digits() {
        return Digits.padded(value, DIGITS);
    }

    @Override
    public int compareTo(Tac other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return digits();
    }
}
