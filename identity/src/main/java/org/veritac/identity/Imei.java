// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import java.util.Optional;

/// An international mobile equipment identity: type allocation code and serial number (TS 23.003,
/// clause 6.2.1). The check digit is computed, the spare digit and the software version are not
/// part of it: every spelling of one device is one `Imei`.
///
/// @param key the 14 digits as a number, 0 to 99,999,999,999,999
public record Imei(long key) implements Comparable<Imei> {
    public static final int DIGITS = 14;
    public static final long KEY_MAX = 99_999_999_999_999L;
    private static final long SERIALS = 1_000_000;

    public Imei {
        if (key < 0 || key > KEY_MAX) {
            throw new IllegalArgumentException("an IMEI has 14 digits");
        }
    }

    public Imei(Tac tac, int serial) {
        this(tac.value() * SERIALS + serial(serial));
    }

    private static int serial(int serial) {
        if (serial < 0 || serial >= SERIALS) {
            throw new IllegalArgumentException("a serial number has six digits");
        }
        return serial;
    }

    /// The device that a foreign text names in any spelling of [ImeiReading].
    public static Optional<Imei> ifValid(CharSequence text) {
        return ImeiReading.of(text) instanceof ImeiReading.Whole whole
                ? Optional.of(whole.imei())
                : Optional.empty();
    }

    /// A device known to be well spelled.
    ///
    /// @throws IllegalArgumentException when it is not
    public static Imei of(String text) {
        return ifValid(text).orElseThrow(() -> new IllegalArgumentException("not an IMEI"));
    }

    public Tac tac() {
        return new Tac((int) (key / SERIALS));
    }

    /// The serial number, 0 to 999,999.
    public int serial() {
        return (int) (key % SERIALS);
    }

    /// The Luhn digit over the 14 (TS 23.003, annex B).
    public int checkDigit() {
        return Luhn.checkDigit(key, DIGITS);
    }

    /// All zeros: what a device without a stored identity sends.
    public boolean isAllZeros() {
        return key == 0;
    }

    /// The way in which this identity is nonsense: readable, but on no device that was ever sold.
    public Optional<ImeiFlaw> nonsense() {
        if (isAllZeros()) {
            return Optional.of(ImeiFlaw.ALL_ZEROS);
        }
        return tac().isTest() ? Optional.of(ImeiFlaw.TEST_RANGE) : Optional.empty();
    }

    /// The 14 digits: the one way to see all of them.
    public String digits() {
        return Digits.padded(key, DIGITS);
    }

    /// The 15 digits of a label, with the check digit.
    public String labelDigits() {
        return digits() + checkDigit();
    }

    @Override
    public int compareTo(Imei other) {
        return Long.compare(key, other.key);
    }

    /// Model only, the serial number masked: this text may stand in a log.
    @Override
    public String toString() {
        return Digits.masked(digits(), Tac.DIGITS);
    }
}
