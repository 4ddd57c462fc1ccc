// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.Signature;

/// ECDSA on P-256 with SHA-256. Outside, a signature is r || s, 64 bytes, as GlobalPlatform and BSI
/// TR-03111 write it; the Java Card API speaks DER, so this translates.
public final class Ecdsa {
    public static final short RAW_BYTES = 64;

    private static final short DER_BYTES_MAX = 72;
    private static final byte SEQUENCE = 0x30;
    private static final byte INTEGER = 0x02;

    private final Signature signature;
    private final ECPublicKey verifier;

    /// A signature in DER.
    private final byte[] der;

    public Ecdsa() {
        signature = Signature.getInstance(Signature.ALG_ECDSA_SHA_256, false);
        verifier = P256.publicKey();
        der = JCSystem.makeTransientByteArray(DER_BYTES_MAX, JCSystem.CLEAR_ON_DESELECT);
    }

    /// Begins to verify under a point. The key object is only a place to work in: what is left in
    /// it by a power cut is never used.
    ///
    /// @return false when the card does not take the point
    public boolean beginVerify(byte[] buffer, short point) {
        if (buffer[point] != P256.UNCOMPRESSED) {
            return false;
        }
        try {
            verifier.setW(buffer, point, P256.POINT_BYTES);
            signature.init(verifier, Signature.MODE_VERIFY);
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    public void beginSign(ECPrivateKey key) {
        signature.init(key, Signature.MODE_SIGN);
    }

    public void update(byte[] buffer, short offset, short length) {
        signature.update(buffer, offset, length);
    }

    /// Ends a verification.
    ///
    /// @param raw where r || s stands
    public boolean verify(byte[] buffer, short raw) {
        short length = toDer(buffer, raw, der);
        try {
            return signature.verify(der, (short) 0, (short) 0, der, (short) 0, length);
        } catch (RuntimeException refused) {
            return false;
        }
    }

    /// Ends a signature and writes r || s.
    public void sign(byte[] out, short offset) {
        signature.sign(der, (short) 0, (short) 0, der, (short) 0);
        toRaw(der, out, offset);
    }

    /// Writes r || s as SEQUENCE of two INTEGERs and returns its length, at most 72.
    static short toDer(byte[] raw, short offset, byte[] der) {
        short end = integer(raw, offset, der, (short) 2);
        end = integer(raw, (short) (offset + P256.SCALAR_BYTES), der, end);
        der[0] = SEQUENCE;
        der[1] = (byte) (end - 2);
        return end;
    }

    private static short integer(byte[] raw, short offset, byte[] der, short to) {
        short skip = 0;
        while (skip < (short) (P256.SCALAR_BYTES - 1) && raw[(short) (offset + skip)] == 0) {
            skip++;
        }
        short length = (short) (P256.SCALAR_BYTES - skip);
        short value = (short) (to + 2);
        if (raw[(short) (offset + skip)] < 0) {
            der[value] = 0;
            value++;
        }
        der[to] = INTEGER;
        short end = Util.arrayCopyNonAtomic(raw, (short) (offset + skip), der, value, length);
        der[(short) (to + 1)] = (byte) ((short) (end - to) - 2);
        return end;
    }

    /// Reads what the card's own signature engine wrote.
    static void toRaw(byte[] der, byte[] raw, short offset) {
        Util.arrayFillNonAtomic(raw, offset, RAW_BYTES, (byte) 0);
        short r = 2;
        short s = (short) ((short) (r + 2) + der[(short) (r + 1)]);
        scalar(der, r, raw, offset);
        scalar(der, s, raw, (short) (offset + P256.SCALAR_BYTES));
    }

    private static void scalar(byte[] der, short integer, byte[] raw, short offset) {
        short length = der[(short) (integer + 1)];
        short value = (short) (integer + 2);
        if (length > P256.SCALAR_BYTES) {
            value += (short) (length - P256.SCALAR_BYTES);
            length = P256.SCALAR_BYTES;
        }
        short to = (short) (offset + (short) (P256.SCALAR_BYTES - length));
        Util.arrayCopyNonAtomic(der, value, raw, to, length);
    }
}
