// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

/// The check digit of IMEI and ICCID (TS 23.003, annex B; ISO/IEC 7812-1, annex B).
public final class Luhn {
    private Luhn() {}

    /// The digit that makes `digits` followed by it correct, 0 to 9.
    ///
    /// @throws IllegalArgumentException when a character is not a digit
    public static int checkDigit(CharSequence digits) {
        int sum = 0;
        boolean doubled = true;
        for (int i = digits.length() - 1; i >= 0; i--) {
            char c = digits.charAt(i);
            if (!Digits.isDigit(c)) {
                throw new IllegalArgumentException("only digits have a check digit");
            }
            sum += contribution(c - '0', doubled);
            doubled = !doubled;
        }
        return (10 - sum % 10) % 10;
    }

    /// The same for a number of `count` digits given as its value.
    static int checkDigit(long value, int count) {
        int sum = 0;
        boolean doubled = true;
        long rest = value;
        for (int i = 0; i < count; i++) {
            sum += contribution((int) (rest % 10), doubled);
            rest /= 10;
            doubled = !doubled;
        }
        return (10 - sum % 10) % 10;
    }

    /// Whether the last digit is the check digit of those before it; false for anything but digits.
    public static boolean holds(CharSequence digits) {
        int last = digits.length() - 1;
        return last > 0
                && Digits.all(digits)
                && checkDigit(digits.subSequence(0, last)) == digits.charAt(last) - '0';
    }

    private static int contribution(int digit, boolean doubled) {
        int value = doubled ? digit * 2 : digit;
        return value > 9 ? value - 9 : value;
    }
}
