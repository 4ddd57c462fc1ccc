// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

/// Keys that everybody knows, such as 40..4F, 00..0F, 10..1F and 20..2F of the standards' examples:
/// 16 bytes, or either half of 32, that are all equal or each one more than the one before. A card
/// for production refuses them.
public final class PublishedKeys {
    private static final short HALF = 16;

    private PublishedKeys() {}

    /// Whether a key of 16 or 32 bytes is one of them.
    public static boolean contain(byte[] key, short off, short bytes) {
        for (short half = 0; half < bytes; half += HALF) {
            short begin = (short) (off + half);
            byte step = (byte) (key[(short) (begin + 1)] - key[begin]);
            if ((step == 0 || step == 1) && isEven(key, begin, step)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEven(byte[] key, short begin, byte step) {
        for (short i = 1; i < HALF; i++) {
            short at = (short) (begin + i);
            if (key[at] != (byte) (key[(short) (at - 1)] + step)) {
                return false;
            }
        }
        return true;
    }
}
