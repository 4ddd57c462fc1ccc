// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.diameter;

/// Well-formed UTF-8 (RFC 3629, clause 4).
final class Utf8 {
    private static final int SURROGATES_FROM = 0xD800;
    private static final int SURROGATES_TO = 0xDFFF;
    private static final int POINT_MAX = 0x10_FFFF;

    private Utf8() {}

    static boolean isValid(byte[] octets, int from, int to) {
        int at = from;
        while (at < to) {
            int length = octets[at] >= 0 ? 1 : sequence(octets, at, to);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /// The length of the sequence of several octets at `at`, 0 when there is none.
    private static int sequence(byte[] octets, int at, int to) {
        int lead = octets[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC0 || lead > 0xF7 || to - at < length) {
            return 0;
        }
        int point = lead & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            int octet = octets[at + i] & 0xFF;
            if (octet >> 6 != 0b10) {
                return 0;
            }
            point = (point << 6) | (octet & 0x3F);
        }
        return isPoint(point, length) ? length : 0;
    }

    private static boolean isPoint(int point, int length) {
        int least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x1_0000;
        return point >= least
                && point <= POINT_MAX
                && (point < SURROGATES_FROM || point > SURROGATES_TO);
    }
}
