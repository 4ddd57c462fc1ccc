// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import com.licel.jcardsim.crypto.AsymmetricSignatureImpl;

import javacard.security.ECPrivateKey;
import javacard.security.KeyPair;
import javacard.security.Signature;

/// What applets on the simulator call in place of methods of its that are wrong.
public final class Remedies {
    /// The longest private key of any curve here, with room for one byte too many.
    private static final int PRIVATE_BYTES_MAX = 67;

    private static final int BITS_OF_A_BYTE = 8;

    private Remedies() {}

    /// In place of `Signature.getInstance`, which writes lines to standard output.
    public static Signature signature(byte algorithm, boolean external) {
        return algorithm == Signature.ALG_ECDSA_SHA_256
                ? new AsymmetricSignatureImpl(algorithm)
                : Signature.getInstance(algorithm, external);
    }

    /// In place of `KeyPair.genKeyPair`, which leaves a private key that does not belong to the
    /// public one when the private key is shorter than the curve, as one in 256 is. Those are made
    /// again.
    public static void generate(KeyPair pair) {
        byte[] bytes = new byte[PRIVATE_BYTES_MAX];
        int wanted;
        do {
            pair.genKeyPair();
            wanted = (pair.getPrivate().getSize() + BITS_OF_A_BYTE - 1) / BITS_OF_A_BYTE;
        } while (pair.getPrivate() instanceof ECPrivateKey key
                && key.getS(bytes, (short) 0) != wanted);
    }
}
