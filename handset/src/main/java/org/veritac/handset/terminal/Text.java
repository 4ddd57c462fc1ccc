// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A text string as a card writes it: data coding scheme and characters (TS 102 223, clause 8.15).
final class Text {
    private static final int PACKED = 0x00;
    private static final int UCS2 = 0x08;
    private static final int CLASS_BITS = 0x0C;

    private Text() {}

    /// What a user reads; signs of the GSM alphabet outside ASCII are shown as ASCII has them.
    static String read(byte[] octets) {
        if (octets.length == 0) {
            return "";
        }
        byte[] text = Arrays.copyOfRange(octets, 1, octets.length);
        return switch (octets[0] & CLASS_BITS) {
            case UCS2 -> new String(text, StandardCharsets.UTF_16BE);
            case PACKED -> unpacked(text);
            default -> new String(text, StandardCharsets.ISO_8859_1);
        };
    }

    private static String unpacked(byte[] octets) {
        var text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte octet : octets) {
            held |= (octet & 0xFF) << bits;
            bits += 8;
            while (bits >= 7) {
                text.append((char) (held & 0x7F));
                held >>= 7;
                bits -= 7;
            }
        }
        return text.toString().stripTrailing();
    }
}
