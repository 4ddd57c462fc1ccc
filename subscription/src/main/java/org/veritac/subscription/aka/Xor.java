// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import org.veritac.card.Secret;

import java.util.Arrays;

/// The test algorithm: everything is K xor RAND, or cut out of it (TS 34.108, clause 8.1.2). One
/// challenge and its response tell the key; it is for laboratories.
///
/// Deviates: the USIM looks at the sequence number with this algorithm as with any other, where the
/// test USIM of the standard takes every number. In constant time.
public final class Xor extends Functions {
    /// Of K, 16.
    public static final int KEY_BYTES = Block.BYTES;

    /// The value of AMF by which a system simulator provokes a resynchronisation (clause 8.1.2.2).
    static final int AMF_RESYNCH = 0xFFFF;

    private static final int RES_BYTES_MIN = 4;
    private static final int ANONYMITY_OFFSET = 3;
    private final Secret k;
    private final int resBytes;

    /// The test algorithm with one key.
    ///
    /// @param k 16 bytes, copied
    /// @param resBytes length of RES, 4 to 16
    public Xor(Secret k, int resBytes) {
        if (k.length() != KEY_BYTES || resBytes < RES_BYTES_MIN || resBytes > Block.BYTES) {
            throw new IllegalArgumentException("a key of 128 bits, a response of 32 to 128");
        }
        this.k = k.part(0, KEY_BYTES);
        this.resBytes = resBytes;
    }

    private byte[] xdout(Block rand) {
        byte[] xdout = k.copy();
        byte[] bytes = rand.bytes();
        for (int i = 0; i < xdout.length; i++) {
            xdout[i] ^= bytes[i];
        }
        return xdout;
    }

    @Override
    Macs f1(Block rand, Sqn sqn, int amf) {
        long mac = Block.of(xdout(rand)).high() ^ (sqn.value() << 16 | amf);
        return new Macs(mac, mac);
    }

    @Override
    Derived f2345(Block rand) {
        byte[] xdout = xdout(rand);
        var keys =
                new SessionKeys(
                        Arrays.copyOf(xdout, resBytes), rotated(xdout, 1), rotated(xdout, 2));
        return new Derived(keys, anonymity(xdout));
    }

    @Override
    long f5Star(Block rand) {
        return anonymity(xdout(rand));
    }

    private static byte[] rotated(byte[] bytes, int by) {
        byte[] rotated = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            rotated[i] = bytes[(i + by) % bytes.length];
        }
        return rotated;
    }

    private static long anonymity(byte[] xdout) {
        long ak = 0;
        for (int i = 0; i < Sqn.BYTES; i++) {
            ak = ak << 8 | (xdout[ANONYMITY_OFFSET + i] & 0xFF);
        }
        return ak;
    }

    @Override
    boolean asksForResynchronisation(int amf) {
        return amf == AMF_RESYNCH;
    }

    @Override
    public void close() {
        k.close();
    }
}
