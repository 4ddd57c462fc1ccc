// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.util.Arrays;

/// An alpha field of a card: the GSM default alphabet, a byte a sign, or UCS2 (TS 31.102, annex A;
/// TS 23.038, clause 6.2.1). Read in all four codings; written in the default alphabet where that
/// has all signs, else as 80 UCS2.
final class Alpha {
    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final byte ESCAPE = 0x1b;
    private static final int UCS2 = 0x80;
    private static final int UCS2_BASE = 0x81;
    private static final int UCS2_BASE_16 = 0x82;
    private static final byte UNUSED = (byte) 0xff;

    private Alpha() {}

    /// The text in a field of so many bytes, filled up with FF.
    static byte[] write(String text, int fieldBytes) {
        String fits = text.substring(0, fitting(text, fieldBytes));
        byte[] field = new byte[fieldBytes];
        Arrays.fill(field, UNUSED);
        byte[] bytes = isBasic(fits) ? basic(fits) : ucs2(fits);
        System.arraycopy(bytes, 0, field, 0, bytes.length);
        return field;
    }

    /// How many chars of a text a field takes, without cutting one of two in half.
    static int fitting(String text, int fieldBytes) {
        int most = isBasic(text) ? fieldBytes : Math.max(0, (fieldBytes - 1) / 2);
        if (text.length() <= most) {
            return text.length();
        }
        return most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    private static boolean isBasic(String text) {
        return text.chars().allMatch(sign -> sign != ESCAPE && BASIC.indexOf(sign) >= 0);
    }

    private static byte[] basic(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) BASIC.indexOf(text.charAt(i));
        }
        return bytes;
    }

    private static byte[] ucs2(String text) {
        byte[] signs = text.getBytes(UTF_16BE);
        byte[] bytes = new byte[1 + signs.length];
        bytes[0] = (byte) UCS2;
        System.arraycopy(signs, 0, bytes, 1, signs.length);
        return bytes;
    }

    /// The text of a field; what is no sign is left out.
    static String read(byte[] field) {
        if (field.length == 0 || field[0] == UNUSED) {
            return "";
        }
        return switch (field[0] & 0xff) {
            case UCS2 -> readUcs2(field);
            case UCS2_BASE -> readBase(field, 3, field.length < 3 ? 0 : (field[2] & 0xff) << 7);
            case UCS2_BASE_16 ->
                    readBase(
                            field,
                            4,
                            field.length < 4 ? 0 : (field[2] & 0xff) << 8 | (field[3] & 0xff));
            default -> readBasic(field, 0, field.length);
        };
    }

    private static String readUcs2(byte[] field) {
        int end = 1;
        while (end + 1 < field.length && !(field[end] == UNUSED && field[end + 1] == UNUSED)) {
            end += 2;
        }
        return new String(field, 1, end - 1, UTF_16BE);
    }

    private static String readBase(byte[] field, int from, int base) {
        var text = new StringBuilder();
        int end = field.length < from ? 0 : Math.min(field.length, from + (field[1] & 0xff));
        for (int i = from; i < end; i++) {
            text.append(
                    field[i] < 0
                            ? String.valueOf((char) (base + (field[i] & 0x7f)))
                            : readBasic(field, i, i + 1));
        }
        return text.toString();
    }

    private static String readBasic(byte[] field, int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to && field[i] != UNUSED; i++) {
            if (field[i] >= 0 && field[i] != ESCAPE) {
                text.append(BASIC.charAt(field[i]));
            }
        }
        return text.toString();
    }
}
