// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.uicc;

/// Keys that everybody knows: 40..4F, 00..0F, 10..1F and 20..2F of the standards' examples, and all
/// bytes equal. A card for production refuses them.
final class PublishedKeys {
    private static final byte UPPER = (byte) 0xF0;
    private static final short EXAMPLE_BYTES = 16;

    private PublishedKeys() {}

    /// Whether a key of 16 or 32 bytes is one of them.
    static boolean contain(byte[] key, short off, short bytes) {
        byte first = key[off];
        byte upper = (byte) (first & UPPER);
        boolean counts = upper == (byte) 0x40 || upper == 0x00 || upper == 0x10 || upper == 0x20;
        boolean equal = true;
        for (short i = 0; i < bytes; i++) {
            byte value = key[(short) (off + i)];
            equal &= value == first;
            counts &= value == (byte) (upper | (byte) (i & (EXAMPLE_BYTES - 1)));
        }
        return equal || counts;
    }
}
