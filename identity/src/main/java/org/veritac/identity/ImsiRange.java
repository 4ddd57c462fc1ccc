// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import java.util.Optional;

/// A block of subscribers: all IMSIs with one prefix, or from one IMSI to another, both included.
/// Kept as 15 digits: the first filled up with zeros, the last with nines.
///
/// @param from the first of the block, 15 digits as a number
/// @param to the last of the block, not below the first
public record ImsiRange(long from, long to) {
    private static final int DIGITS = Imsi.DIGITS_MAX;

    public ImsiRange {
        if (from < 0 || to < from || to > 999_999_999_999_999L) {
            throw new IllegalArgumentException("an IMSI range runs from a lower to a higher IMSI");
        }
    }

    /// Reads `PREFIX` or `FROM-TO`: two IMSIs, or two prefixes, of one length.
    public static Optional<ImsiRange> ifValid(CharSequence text) {
        String written = text.toString();
        int dash = written.indexOf('-');
        String first = dash < 0 ? written : written.substring(0, dash);
        String last = dash < 0 ? written : written.substring(dash + 1);
        if (!isPrefix(first) || !isPrefix(last) || first.length() != last.length()) {
            return Optional.empty();
        }
        long from = Long.parseLong(first + "0".repeat(DIGITS - first.length()));
        long to = Long.parseLong(last + "9".repeat(DIGITS - last.length()));
        return from <= to ? Optional.of(new ImsiRange(from, to)) : Optional.empty();
    }

    /// A range known to be well formed.
    ///
    /// @throws IllegalArgumentException when it is not
    public static ImsiRange of(String text) {
        return ifValid(text)
                .orElseThrow(() -> new IllegalArgumentException("not an IMSI prefix or range"));
    }

    public boolean contains(Imsi imsi) {
        long padded = imsi.padded();
        return padded >= from && padded <= to;
    }

    /// The shortest text that reads as this range.
    public String digits() {
        String first = Digits.padded(from, DIGITS);
        String last = Digits.padded(to, DIGITS);
        int kept = DIGITS;
        while (kept > 1 && first.charAt(kept - 1) == '0' && last.charAt(kept - 1) == '9') {
            kept--;
        }
        first = first.substring(0, kept);
        last = last.substring(0, kept);
        return first.equals(last) ? first : first + "-" + last;
    }

    /// Networks only, subscribers masked.
    @Override
    public String toString() {
        return Digits.masked(Digits.padded(from, DIGITS), 5)
                + "-"
                + Digits.masked(Digits.padded(to, DIGITS), 5);
    }

    private static boolean isPrefix(String text) {
        return !text.isEmpty() && text.length() <= DIGITS && Digits.all(text);
    }
}
