// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.vault;

/// Identities as numbers. Digits are the decimal number with a 1 before it, so that leading zeros
/// count; a user id is six bits a character with a 1 before them, in two halves of ten characters.
/// No packed identity is 0 or 1.
public final class Packed {
    /// Longest IMSI or MSISDN.
    public static final int DIGITS_MAX = 15;

    /// Longest user id.
    public static final int UID_MAX = 20;

    private static final int HALF = 10;
    private static final int BITS = 6;
    private static final String SIGNS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-\\";

    private Packed() {}

    /// Digits as a number.
    ///
    /// @param text ASCII digits
    /// @param to at least one and at most [#DIGITS_MAX] behind `from`
    public static long digits(byte[] text, int from, int to) {
        long packed = 1;
        for (int i = from; i < to; i++) {
            packed = packed * 10 + (text[i] - '0');
        }
        return packed;
    }

    /// Digits as a number.
    public static long digits(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return digits(bytes, 0, bytes.length);
    }

    /// The digits of a number.
    public static String digits(long packed) {
        return Long.toString(packed).substring(1);
    }

    /// How many digits it has.
    public static int length(long packed) {
        return Long.toString(packed).length() - 1;
    }

    /// Whether a sign may stand in a user id.
    public static boolean isUidSign(int sign) {
        return SIGNS.indexOf(sign) >= 0;
    }

    /// The half of a user id before its last ten characters, 0 when there is none.
    public static long uidHigh(String uid) {
        return uid.length() <= HALF ? 0 : signs(uid, 0, uid.length() - HALF, 1);
    }

    /// The last ten characters of a user id.
    public static long uidLow(String uid) {
        boolean whole = uid.length() <= HALF;
        return signs(uid, whole ? 0 : uid.length() - HALF, uid.length(), 1);
    }

    private static long signs(String uid, int from, int to, long before) {
        long packed = before;
        for (int i = from; i < to; i++) {
            packed = packed << BITS | SIGNS.indexOf(uid.charAt(i));
        }
        return packed;
    }

    static String uid(long high, long low) {
        return (high == 0 ? "" : signs(high)) + signs(low);
    }

    private static String signs(long packed) {
        StringBuilder text = new StringBuilder(HALF);
        for (long rest = packed; rest > 1; rest >>>= BITS) {
            text.append(SIGNS.charAt((int) (rest & (1 << BITS) - 1)));
        }
        return text.reverse().toString();
    }
}
