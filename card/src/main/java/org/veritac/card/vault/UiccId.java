// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.vault;

import org.veritac.identity.Iccid;
import org.veritac.identity.SemiOctets;

import java.util.Arrays;

/// A UICC as a vault knows it: EF_ICCID as it is on the card, 10 bytes in semi-octets, filled up
/// with F (TS 102 221, clause 13.2).
public record UiccId(Iccid iccid) {
    public static final int BYTES = 10;

    public byte[] bytes() {
        byte[] digits = SemiOctets.write(iccid.digits());
        byte[] bytes = Arrays.copyOf(digits, BYTES);
        Arrays.fill(bytes, digits.length, BYTES, (byte) 0xFF);
        return bytes;
    }
}
