// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import java.util.Optional;

/// An international mobile subscriber identity: mobile country code, mobile network code and
/// subscriber number, 6 to 15 digits in all (TS 23.003, clause 2.2). How many of the digits are the
/// network code only its country knows, so networks are compared by prefix.
///
/// @param value the digits as a number
/// @param length how many digits, leading zeros counted
public record Imsi(long value, int length) implements Comparable<Imsi> {
    public static final int DIGITS_MIN = 6;
    public static final int DIGITS_MAX = 15;
    private static final int NETWORK_DIGITS = 5;
    private static final long[] POWERS = powers();

    public Imsi {
        if (length < DIGITS_MIN || length > DIGITS_MAX || value < 0 || value >= POWERS[length]) {
            throw new IllegalArgumentException("an IMSI has 6 to 15 digits");
        }
    }

    public static Optional<Imsi> ifValid(CharSequence text) {
        int length = text.length();
        return length >= DIGITS_MIN && length <= DIGITS_MAX && Digits.all(text)
                ? Optional.of(new Imsi(Digits.value(text, 0, length), length))
                : Optional.empty();
    }

    /// An IMSI known to be well formed.
    ///
    /// @throws IllegalArgumentException when it is not
    public static Imsi of(String text) {
        return ifValid(text).orElseThrow(() -> new IllegalArgumentException("not an IMSI"));
    }

    /// The IMSI of a [#key].
    ///
    /// @throws IllegalArgumentException when no IMSI has that key
    public static Imsi ofKey(long key) {
        return new Imsi(key % POWERS[DIGITS_MAX], (int) (key / POWERS[DIGITS_MAX]));
    }

    /// One number for one IMSI, whatever its length: the length before 15 digits.
    public long key() {
        return length * POWERS[DIGITS_MAX] + value;
    }

    /// The digits moved left to fill 15 places: what prefixes and ranges are compared with.
    public long padded() {
        return value * POWERS[DIGITS_MAX - length];
    }

    public String digits() {
        return Digits.padded(value, length);
    }

    @Override
    public int compareTo(Imsi other) {
        return Long.compare(key(), other.key());
    }

    /// Network only, the subscriber masked: this text may stand in a log.
    @Override
    public String toString() {
        return Digits.masked(digits(), NETWORK_DIGITS);
    }

    private static long[] powers() {
        long[] powers = new long[DIGITS_MAX + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
