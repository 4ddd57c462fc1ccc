// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

/// What a card says of itself in its answer to reset.
///
/// ```
/// TS T0 (TA1 TB1 TC1 TD1)? ... historical bytes TCK?     ISO/IEC 7816-3, clause 8.2
/// 80 | (tag, length) (value) ...                         historical bytes, ISO/IEC 7816-4, clause 12.1.1
/// 73 software functions: how files are selected; data coding; chaining, extended lengths, channels
/// ```
public final class Atr {
    private static final int INTERFACE_BYTES_MAX = 32;
    private static final int NO_STATUS = 0x80;
    private static final int WITH_STATUS = 0x00;
    private static final int STATUS_BYTES = 3;
    private static final int CAPABILITIES = 7;
    private static final int THIRD = 2;
    private static final int EXTENDED = 0x40;

    private Atr() {}

    /// Whether the card says that it takes extended lengths. Bytes that are no ATR say nothing.
    public static boolean takesExtendedLengths(byte[] atr) {
        int from = historical(atr);
        int end = from < 0 ? 0 : from + (atr[1] & 0x0F);
        if (from < 0 || end > atr.length || from == end) {
            return false;
        }
        int category = atr[from] & 0xFF;
        if (category == WITH_STATUS) {
            end -= STATUS_BYTES;
        } else if (category != NO_STATUS) {
            return false;
        }
        for (int at = from + 1; at < end; at += 1 + (atr[at] & 0x0F)) {
            boolean third = (atr[at] & 0x0F) > THIRD && at + 1 + THIRD < end;
            if ((atr[at] & 0xFF) >>> 4 == CAPABILITIES && third) {
                return (atr[at + 1 + THIRD] & EXTENDED) != 0;
            }
        }
        return false;
    }

    /// Where the historical bytes begin; negative when the interface bytes never end.
    private static int historical(byte[] atr) {
        int at = 1;
        for (int i = 0; i < INTERFACE_BYTES_MAX && at < atr.length; i++) {
            int present = (atr[at] & 0xFF) >>> 4;
            at += Integer.bitCount(present);
            if ((present & 0x8) == 0) {
                return at + 1;
            }
        }
        return -1;
    }
}
