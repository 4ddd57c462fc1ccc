// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import com.licel.jcardsim.crypto.AsymmetricSignatureImpl;

import javacard.security.Signature;

/// The simulator's signatures without the lines that it writes to standard output for each.
public final class QuietSignature {
    private QuietSignature() {}

    /// In place of `Signature.getInstance`.
    public static Signature of(byte algorithm, boolean external) {
        return algorithm == Signature.ALG_ECDSA_SHA_256
                ? new AsymmetricSignatureImpl(algorithm)
                : Signature.getInstance(algorithm, external);
    }
}
