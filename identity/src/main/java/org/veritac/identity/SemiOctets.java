// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity;

import java.util.Optional;

/// Digits packed two to an octet, the first in the low half, an odd one filled up with F: TBCD of
/// MAP and GSUP (TS 29.002, clause 17.7.8, TBCD-STRING) and of the files of a UICC (TS 102 221,
/// clause 13.2). Only decimal digits are identities, so the other TBCD signs are refused.
public final class SemiOctets {
    private static final int FILLER = 0xF;

    private SemiOctets() {}

    /// Packs digits.
    ///
    /// @throws IllegalArgumentException when a character is not a digit
    public static byte[] write(CharSequence digits) {
        if (!Digits.all(digits)) {
            throw new IllegalArgumentException("only digits are written in semi-octets");
        }
        byte[] octets = new byte[(digits.length() + 1) / 2];
        for (int i = 0; i < octets.length; i++) {
            int low = digits.charAt(2 * i) - '0';
            int high = 2 * i + 1 < digits.length() ? digits.charAt(2 * i + 1) - '0' : FILLER;
            octets[i] = (byte) (high << 4 | low);
        }
        return octets;
    }

    /// The digits of octets from a stranger; empty when there is a sign other than a digit, or a
    /// digit behind filler.
    public static Optional<String> read(byte[] octets) {
        var digits = new StringBuilder(octets.length * 2);
        boolean filled = false;
        for (int i = 0; i < octets.length * 2; i++) {
            int sign = octets[i / 2] >> (i % 2 == 0 ? 0 : 4) & 0xF;
            if (sign == FILLER) {
                filled = true;
            } else if (sign > 9 || filled) {
                return Optional.empty();
            } else {
                digits.append((char) ('0' + sign));
            }
        }
        return Optional.of(digits.toString());
    }
}
