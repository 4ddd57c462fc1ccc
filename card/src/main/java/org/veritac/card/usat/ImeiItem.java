// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.ImeiReading;
import org.veritac.identity.SemiOctets;

/// An IMEI as a terminal answers it: a mobile identity of TS 24.008, clause 10.5.1.4, without its
/// length (TS 102 223, clause 8.20). The first digit stands in the high half of the first octet,
/// over the kind of identity; so `1A 32 54 76 98 10 32 54` is 123456789012345. In files it is
/// packed otherwise.
public final class ImeiItem {
    private static final int BYTES = 8;
    private static final int ODD_IMEI = 0xA;

    private ImeiItem() {}

    /// The item of a device, with its check digit.
    public static Item write(Imei imei) {
        String digits = imei.labelDigits();
        byte[] rest = SemiOctets.write(digits.substring(1));
        byte[] value = new byte[BYTES];
        value[0] = (byte) ((digits.charAt(0) - '0') << 4 | ODD_IMEI);
        System.arraycopy(rest, 0, value, 1, rest.length);
        return new Item(Item.IMEI, true, Bytes.of(value));
    }

    /// The device that a terminal claims; null when this is no IMEI. The 15th digit is not looked
    /// at.
    public static @Nullable Imei read(Bytes value) {
        boolean isImei = value.length() == BYTES && (value.at(0) & 0xF) == ODD_IMEI;
        if (!isImei || value.at(0) >> 4 > 9) {
            return null;
        }
        String first = "" + (value.at(0) >> 4);
        return SemiOctets.read(value.part(1, BYTES).copy())
                                        .map(rest -> ImeiReading.of(first + rest))
                                        .orElse(null)
                                instanceof ImeiReading.Whole(Imei imei, int fifteenth, _)
                        && fifteenth != ImeiReading.ABSENT
                ? imei
                : null;
    }
}
