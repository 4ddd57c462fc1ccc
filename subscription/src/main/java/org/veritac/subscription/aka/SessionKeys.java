// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import org.veritac.card.Secret;

import java.util.Arrays;

/// What both sides have after authentication: the response and the keys CK and IK (TS 33.102,
/// clause 6.3), and for GSM the SRES and Kc made of them (clause 6.8.1.2).
public final class SessionKeys {
    private static final int SRES_BYTES = 4;
    private final byte[] res;
    private final Block ck;
    private final Block ik;

    SessionKeys(Milenage.Derived derived) {
        res = Milenage.bytes(derived.res());
        ck = derived.ck();
        ik = derived.ik();
    }

    /// RES, or XRES: a copy of its eight bytes.
    public byte[] res() {
        return res.clone();
    }

    /// The cipher key, 16 bytes.
    public Secret ck() {
        return Secret.taking(ck.bytes());
    }

    /// The integrity key, 16 bytes.
    public Secret ik() {
        return Secret.taking(ik.bytes());
    }

    /// SRES by conversion function c2: the words of RES, xored.
    public byte[] sres() {
        byte[] sres = new byte[SRES_BYTES];
        for (int i = 0; i < res.length; i++) {
            sres[i % SRES_BYTES] ^= res[i];
        }
        return sres;
    }

    /// Kc by conversion function c3: the halves of CK and IK, xored; 8 bytes.
    public Secret kc() {
        return Secret.taking(Milenage.bytes(ck.high() ^ ck.low() ^ ik.high() ^ ik.low()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionKeys that
                && Arrays.equals(res, that.res)
                && ck.equals(that.ck)
                && ik.equals(that.ik);
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
