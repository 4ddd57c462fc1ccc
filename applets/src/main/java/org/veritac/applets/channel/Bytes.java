// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

/// Comparisons.
public final class Bytes {
    private Bytes() {}

    /// Whether two values are equal, in the same time wherever they differ.
    public static boolean equal(byte[] a, short aOffset, byte[] b, short bOffset, short length) {
        short differ = 0;
        for (short i = 0; i < length; i++) {
            differ |= (short) (a[(short) (aOffset + i)] ^ b[(short) (bOffset + i)]);
        }
        return differ == 0;
    }

    /// Compares two numbers of the same length, most significant byte first: below, at or above 0.
    public static short compare(byte[] a, short aOffset, byte[] b, short bOffset, short length) {
        for (short i = 0; i < length; i++) {
            short difference =
                    (short)
                            ((short) (a[(short) (aOffset + i)] & 0xFF)
                                    - (short) (b[(short) (bOffset + i)] & 0xFF));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }
}
