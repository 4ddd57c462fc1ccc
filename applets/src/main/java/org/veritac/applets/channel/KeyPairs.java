// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.Util;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyPair;

/// The two key pairs of a card, each made once: the one of its certificate, and the one that it
/// signs with.
public final class KeyPairs {
    /// Which pair.
    public static final short AGREEMENT = 0;

    public static final short SIGNING = 1;

    private static final short PAIRS = 2;
    private static final short TAG = 0x7F49;
    private static final byte TAG_POINT = (byte) 0x86;

    private final KeyPair[] pairs = new KeyPair[PAIRS];

    /// Whether a pair was made.
    private final byte[] made = new byte[PAIRS];

    public KeyPairs() {
        pairs[AGREEMENT] = P256.pair();
        pairs[SIGNING] = P256.pair();
    }

    public boolean isMade(short pair) {
        return made[pair] != 0;
    }

    /// GENERATE ASYMMETRIC KEY PAIR: makes the pair unless it was made before, so that who lost the
    /// answer gets it again.
    ///
    /// @return the length of the answer `7F49 {86 point}`, which stands at the beginning of `out`
    public short generate(short pair, byte[] out) {
        if (!isMade(pair)) {
            pairs[pair].genKeyPair();
            made[pair] = 1;
        }
        Util.setShort(out, (short) 0, TAG);
        out[2] = (byte) (P256.POINT_BYTES + 2);
        out[3] = TAG_POINT;
        out[4] = (byte) P256.POINT_BYTES;
        point(pair, out, (short) 5);
        return (short) (5 + P256.POINT_BYTES);
    }

    public ECPrivateKey privateKey(short pair) {
        return (ECPrivateKey) pairs[pair].getPrivate();
    }

    /// Writes the point of a pair, 65 bytes.
    public void point(short pair, byte[] out, short offset) {
        ((ECPublicKey) pairs[pair].getPublic()).getW(out, offset);
    }
}
