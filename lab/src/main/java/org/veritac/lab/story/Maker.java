// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.handset.os.Image;
import org.veritac.handset.os.Rom;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/// Who makes the phones: its key is in their ROM, its signature on their images.
final class Maker {
    /// Of the image that phones are sold with.
    static final int VERSION = 3;

    private static final byte[] BODY =
            "all the rest of the code".getBytes(StandardCharsets.US_ASCII);

    private final KeyPair keys = p256();

    Rom rom() {
        return new Rom(keys.getPublic(), VERSION);
    }

    /// An image that this maker has signed.
    byte[] image(String program, int version) {
        try {
            return Image.signed(version, program, BODY, keys.getPrivate()).octets();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the key is of P-256", e);
        }
    }

    static KeyPair p256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has P-256", e);
        }
    }
}
