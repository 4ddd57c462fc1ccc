// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import org.veritac.card.Secret;

import java.util.Arrays;

/// What a subscription answers in GSM: SRES and Kc (TS 43.020, clause 3).
public final class GsmKeys {
    public static final int SRES_BYTES = 4;
    public static final int KC_BYTES = 8;

    private final byte[] sres;
    private final Secret kc;

    GsmKeys(byte[] sres, Secret kc) {
        this.sres = sres.clone();
        this.kc = kc;
    }

    /// A copy of the four bytes.
    public byte[] sres() {
        return sres.clone();
    }

    /// A copy of the cipher key, 8 bytes, which the caller closes.
    public Secret kc() {
        return kc.part(0, KC_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GsmKeys that
                && Arrays.equals(sres, that.sres)
                && kc.matches(that.kc.copy());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sres);
    }

    @Override
    public String toString() {
        return "GSM keys";
    }
}
