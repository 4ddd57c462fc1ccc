// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

/// Decimal digits in foreign text: ASCII 0 to 9 only, never the digits of other scripts.
final class Digits {
    private Digits() {}

    static boolean all(CharSequence text) {
        return all(text, 0);
    }

    /// Whether all of `text` from `from` on are digits; the text is not copied, it may be long.
    static boolean all(CharSequence text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// The value of `text[from, to)`, which must be 1 to 18 digits.
    static long value(CharSequence text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    /// `value` with leading zeros up to `width`.
    static String padded(long value, int width) {
        char[] digits = new char[width];
        long rest = value;
        for (int i = width - 1; i >= 0; i--) {
            digits[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(digits);
    }

    static String masked(String digits, int shown) {
        int visible = Math.min(shown, digits.length());
        return digits.substring(0, visible) + "*".repeat(digits.length() - visible);
    }
}
