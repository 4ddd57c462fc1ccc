// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import org.veritac.card.Secret;

import java.util.Arrays;

/// What both sides have after authentication: the response and the keys CK and IK (TS 33.102,
/// clause 6.3), and for GSM the SRES and Kc made of them (clause 6.8.1.2).
public final class SessionKeys {
    private final byte[] res;
    private final Secret ck;
    private final Secret ik;

    /// Keys that belong to this object from now on.
    SessionKeys(byte[] res, byte[] ck, byte[] ik) {
        this.res = res;
        this.ck = Secret.taking(ck);
        this.ik = Secret.taking(ik);
    }

    /// RES, or XRES: a copy of its 4 to 32 bytes, 8 with Milenage.
    public byte[] res() {
        return res.clone();
    }

    /// A copy of the cipher key: 16 bytes, or 32 with some of TUAK.
    public Secret ck() {
        return ck.part(0, ck.length());
    }

    /// A copy of the integrity key: 16 bytes, or 32 with some of TUAK.
    public Secret ik() {
        return ik.part(0, ik.length());
    }

    /// SRES by conversion function c2: the words of RES, xored.
    public byte[] sres() {
        return folded(res, GsmKeys.SRES_BYTES);
    }

    /// Kc by conversion function c3: the halves of CK and IK, xored; 8 bytes.
    public Secret kc() {
        byte[] kc = new byte[GsmKeys.KC_BYTES];
        for (Secret key : new Secret[] {ck, ik}) {
            byte[] bytes = key.copy();
            byte[] half = folded(bytes, GsmKeys.KC_BYTES);
            for (int i = 0; i < kc.length; i++) {
                kc[i] ^= half[i];
            }
            Arrays.fill(half, (byte) 0);
            Arrays.fill(bytes, (byte) 0);
        }
        return Secret.taking(kc);
    }

    GsmKeys gsm() {
        return new GsmKeys(sres(), kc());
    }

    private static byte[] folded(byte[] bytes, int to) {
        byte[] folded = new byte[to];
        for (int i = 0; i < bytes.length; i++) {
            folded[i % to] ^= bytes[i];
        }
        return folded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionKeys that
                && Arrays.equals(res, that.res)
                && ck.matches(that.ck.copy())
                && ik.matches(that.ik.copy());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(res);
    }

    @Override
    public String toString() {
        return "session keys";
    }
}
