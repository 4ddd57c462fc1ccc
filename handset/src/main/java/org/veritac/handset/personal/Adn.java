// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// An abbreviated dialling number: a record of EF.ADN (TS 31.102, clause 4.4.2.3; TS 51.011, clause
/// 10.5.1).
///
/// ```
/// alpha(X) length(1) type(1) digits(10, semi-octets, filled up with F) configuration(1) extension(1)
/// ```
///
/// @param name as the record holds it
/// @param number up to 20 of `0` to `9`, `*`, `#`, `p` for a pause, with `+` before an
///   international one
public record Adn(String name, String number) {
    /// What follows the alpha field.
    public static final int FOOT_BYTES = 14;

    /// The longest alpha field.
    public static final int ALPHA_BYTES_MAX = 241;

    /// Digits without an extension record.
    public static final int DIGITS_MAX = 20;

    private static final String SIGNS = "0123456789*#p";
    private static final byte UNUSED = (byte) 0xff;
    private static final byte INTERNATIONAL = (byte) 0x91;
    private static final byte UNKNOWN = (byte) 0x81;
    private static final int DIGIT_BYTES = DIGITS_MAX / 2;

    public Adn {
        if (!dialled(number).equals(number) || digits(number).length() > DIGITS_MAX) {
            throw new IllegalArgumentException("a number of up to 20 signs");
        }
    }

    /// What of a text can be dialled: brackets, blanks and hyphens are left out.
    static String dialled(String text) {
        String plus = text.strip().startsWith("+") ? "+" : "";
        var signs = new StringBuilder(plus);
        text.toLowerCase(Locale.ROOT)
                .replace(',', 'p')
                .chars()
                .filter(sign -> SIGNS.indexOf(sign) >= 0)
                .forEach(sign -> signs.append((char) sign));
        return signs.toString();
    }

    static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    /// The record, of `alphaBytes` + 14 bytes; a name that is longer is cut.
    public byte[] bytes(int alphaBytes) {
        if (alphaBytes < 0 || alphaBytes > ALPHA_BYTES_MAX) {
            throw new IllegalArgumentException("an alpha field of up to 241 bytes");
        }
        byte[] bytes = Arrays.copyOf(Alpha.write(name, alphaBytes), alphaBytes + FOOT_BYTES);
        Arrays.fill(bytes, alphaBytes, bytes.length, UNUSED);
        String digits = digits(number);
        if (!digits.isEmpty()) {
            bytes[alphaBytes] = (byte) (1 + (digits.length() + 1) / 2);
            bytes[alphaBytes + 1] = number.startsWith("+") ? INTERNATIONAL : UNKNOWN;
        }
        for (int i = 0; i < digits.length(); i++) {
            int at = alphaBytes + 2 + i / 2;
            int sign = SIGNS.indexOf(digits.charAt(i));
            bytes[at] = (byte) (i % 2 == 0 ? 0xf0 | sign : (bytes[at] & 0x0f) | sign << 4);
        }
        return bytes;
    }

    /// Reads a record; empty when it is unused, or none.
    public static Optional<Adn> read(byte[] bytes) {
        int alphaBytes = bytes.length - FOOT_BYTES;
        if (alphaBytes < 0 || alphaBytes > ALPHA_BYTES_MAX) {
            return Optional.empty();
        }
        String name = Alpha.read(Arrays.copyOf(bytes, alphaBytes));
        int length = bytes[alphaBytes] & 0xff;
        boolean none = length == 0xff || length < 1;
        if (none || length > 1 + DIGIT_BYTES) {
            return none && !name.isEmpty() ? Optional.of(new Adn(name, "")) : Optional.empty();
        }
        String plus = bytes[alphaBytes + 1] == INTERNATIONAL ? "+" : "";
        var digits = new StringBuilder(plus);
        for (int i = 0; i < 2 * (length - 1); i++) {
            int octet = bytes[alphaBytes + 2 + i / 2] & 0xff;
            int sign = i % 2 == 0 ? octet & 0x0f : octet >> 4;
            if (sign < SIGNS.length()) {
                digits.append(SIGNS.charAt(sign));
            }
        }
        return Optional.of(new Adn(name, digits.toString()));
    }
}
