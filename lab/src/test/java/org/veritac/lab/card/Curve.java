// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/// P-256 by the JDK: what the card's own is compared with.
final class Curve {
    private static final String RAW = "SHA256withECDSAinP1363Format";

    private Curve() {}

    static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has P-256", e);
        }
    }

    static byte[] point(KeyPair pair) {
        ECPoint w = ((ECPublicKey) pair.getPublic()).getW();
        return Tlvs.join(new byte[] {4}, bytes(w.getAffineX()), bytes(w.getAffineY()));
    }

    private static byte[] bytes(BigInteger number) {
        byte[] all = number.toByteArray();
        byte[] out = new byte[32];
        int length = Math.min(32, all.length);
        System.arraycopy(all, all.length - length, out, 32 - length, length);
        return out;
    }

    static ECPublicKey publicKey(byte[] point) {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            var w =
                    new ECPoint(
                            new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                            new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
            var curve = parameters.getParameterSpec(ECParameterSpec.class);
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, curve));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has P-256", e);
        }
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            var signature = Signature.getInstance(RAW);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has ECDSA", e);
        }
    }

    static boolean verifies(byte[] point, byte[] message, byte[] raw) {
        try {
            var signature = Signature.getInstance(RAW);
            signature.initVerify(publicKey(point));
            signature.update(message);
            return signature.verify(raw);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has ECDSA", e);
        }
    }
}
