// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import org.jspecify.annotations.Nullable;

/// What a peer or a file wrote in the place of an equipment identity. Read are 14 digits, 15 (a
/// check or spare digit), 16 (a software version), each with or without `imei-` or `imeisv-` in
/// front (TS 29.571, type Pei).
public sealed interface ImeiReading {

    /// A device, and what stood behind its 14 digits.
    ///
    /// @param imei the device
    /// @param fifteenth the check or spare digit of a 15-digit spelling, else [#ABSENT]
    /// @param svn the software version of a 16-digit spelling, else [#ABSENT]
    record Whole(Imei imei, int fifteenth, int svn) implements ImeiReading {
        public Whole {
            if (fifteenth < ABSENT || fifteenth > 9 || svn < ABSENT || svn > Imeisv.SVN_MAX) {
                throw new IllegalArgumentException("one digit and a two-digit version, or absent");
            }
            if (fifteenth != ABSENT && svn != ABSENT) {
                throw new IllegalArgumentException("no spelling has both a check digit and an SVN");
            }
        }

        /// Whether a 15th digit, if any, is the check digit. Only provisioning may ask: in
        /// signalling the digit is a spare one and 0 (TS 23.003, clause 6.2.1).
        public boolean checkDigitHolds() {
            return fifteenth == ABSENT || fifteenth == imei.checkDigit();
        }
    }

    /// Not an equipment identity.
    record Malformed(ImeiFlaw flaw) implements ImeiReading {}

    /// No such digit was sent.
    int ABSENT = -1;

    /// Reads any text, and never throws.
    static ImeiReading of(@Nullable CharSequence text) {
        if (text == null) {
            return new Malformed(ImeiFlaw.NULL);
        }
        int from = prefixLength(text);
        int count = text.length() - from;
        if (count == 0) {
            return new Malformed(ImeiFlaw.NULL);
        }
        if (!Digits.all(text, from)) {
            return new Malformed(ImeiFlaw.LETTERS);
        }
        if (count < Imei.DIGITS) {
            return new Malformed(ImeiFlaw.TOO_SHORT);
        }
        if (count > Imeisv.DIGITS) {
            return new Malformed(ImeiFlaw.TOO_LONG);
        }
        int rest = from + Imei.DIGITS;
        var imei = new Imei(Digits.value(text, from, rest));
        return switch (count) {
            case Imei.DIGITS -> new Whole(imei, ABSENT, ABSENT);
            case Imei.DIGITS + 1 -> new Whole(imei, text.charAt(rest) - '0', ABSENT);
            default -> new Whole(imei, ABSENT, (int) Digits.value(text, rest, rest + 2));
        };
    }

    private static int prefixLength(CharSequence text) {
        if (startsWith(text, "imei-")) {
            return "imei-".length();
        }
        return startsWith(text, "imeisv-") ? "imeisv-".length() : 0;
    }

    private static boolean startsWith(CharSequence text, String prefix) {
        if (text.length() < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (text.charAt(i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
