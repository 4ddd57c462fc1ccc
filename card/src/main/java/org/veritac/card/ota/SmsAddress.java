// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Optional;

/// The address of a party in a short message (TS 23.040, clause 9.1.2.5).
///
/// @param type type of number and numbering plan, 80 to FF: 91 international, 81 unknown
/// @param semiOctets 0 to 20 signs as they are packed, in hexadecimal: digits are themselves, `a`
///   is * and `b` is #; of letters (type D0), the packed septets
public record SmsAddress(int type, String semiOctets) {
    public static final int SEMI_OCTETS_MAX = 20;
    private static final String SIGNS = "0123456789abcdef";
    private static final int INTERNATIONAL = 0x91;
    private static final int UNKNOWN = 0x81;
    private static final int LETTERS = 0b101;
    private static final int FILLER = 0xF;
    private static final int SHOWN = 3;

    public SmsAddress {
        if (type < 0x80 || type > 0xFF) {
            throw new IllegalArgumentException("a type of address has bit 8 set");
        }
        if (semiOctets.length() > SEMI_OCTETS_MAX
                || !semiOctets.chars().allMatch(sign -> isSign(type, sign))) {
            throw new IllegalArgumentException("an address has up to 20 semi-octets");
        }
    }

    /// A number with its country code, without a plus.
    public static SmsAddress international(String digits) {
        return new SmsAddress(INTERNATIONAL, digits);
    }

    /// A short code, or a number as it is dialled.
    public static SmsAddress unknown(String digits) {
        return new SmsAddress(UNKNOWN, digits);
    }

    /// The digits, when there is nothing else.
    public Optional<String> digits() {
        boolean decimal = !isLetters(type) && semiOctets.chars().allMatch(Character::isDigit);
        return decimal ? Optional.of(semiOctets) : Optional.empty();
    }

    public boolean isInternational() {
        return (type >> 4 & 0b111) == 1;
    }

    /// The signs packed, the first in the low half, without length and type.
    public byte[] packed() {
        byte[] octets = new byte[(semiOctets.length() + 1) / 2];
        int filler = isLetters(type) ? 0 : FILLER;
        for (int i = 0; i < octets.length; i++) {
            int low = SIGNS.indexOf(semiOctets.charAt(2 * i));
            boolean last = 2 * i + 1 == semiOctets.length();
            int high = last ? filler : SIGNS.indexOf(semiOctets.charAt(2 * i + 1));
            octets[i] = (byte) (high << 4 | low);
        }
        return octets;
    }

    /// An address in packed signs from a stranger.
    ///
    /// @param signs how many of the semi-octets count
    public static Optional<SmsAddress> ifValid(int type, byte[] packed, int signs) {
        if (type < 0x80
                || type > 0xFF
                || signs < 0
                || signs > SEMI_OCTETS_MAX
                || packed.length != (signs + 1) / 2) {
            return Optional.empty();
        }
        var text = new StringBuilder(signs);
        for (int i = 0; i < signs; i++) {
            text.append(SIGNS.charAt(packed[i / 2] >> (i % 2 == 0 ? 0 : 4) & 0xF));
        }
        boolean filled = signs % 2 == 0 || isLetters(type) || (packed[signs / 2] & 0xF0) == 0xF0;
        return filled && text.chars().allMatch(sign -> isSign(type, sign))
                ? Optional.of(new SmsAddress(type, text.toString()))
                : Optional.empty();
    }

    /// An address in packed signs from a stranger, where nothing says how many count: all, or all
    /// but the filler at their end.
    public static Optional<SmsAddress> ifValid(int type, byte[] packed) {
        int signs = 2 * packed.length;
        boolean filled = signs > 0 && (packed[packed.length - 1] & 0xF0) == 0xF0;
        return ifValid(type, packed, filled && !isLetters(type) ? signs - 1 : signs);
    }

    private static boolean isLetters(int type) {
        return (type >> 4 & 0b111) == LETTERS;
    }

    private static boolean isSign(int type, int sign) {
        return SIGNS.indexOf(sign) >= 0 && (sign != 'f' || isLetters(type));
    }

    /// Length in signs, type, signs.
    void write(Octets into) {
        into.put(semiOctets.length());
        into.put(type);
        into.put(packed());
    }

    /// Masked: this text may stand in a log.
    @Override
    public String toString() {
        int shown = Math.min(SHOWN, semiOctets.length());
        return semiOctets.substring(0, shown) + "*".repeat(semiOctets.length() - shown);
    }
}
