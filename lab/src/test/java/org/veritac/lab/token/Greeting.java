// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// The first two requests of a tap, as a handset without a loan makes them.
final class Greeting {
    static final Octets NONCE = Subscription.some(16, 4);

    private Greeting() {}

    static CardToken.Tapped greet(CardToken token, Nation.Handset handset) throws IOException {
        var tapped = token.tap(handset);
        assertThat(tapped.ask(identify(handset))).isInstanceOf(Answer.Identified.class);
        assertThat(tapped.ask(status())).isInstanceOf(Answer.Standing.class);
        return tapped;
    }

    static Request.Identify identify(Nation.Handset handset) {
        return new Request.Identify(handset.binding(), commitment());
    }

    static Request.Status status() {
        return new Request.Status(NONCE, 0, 0, HandsetInHand.TIME, Octets.NONE, Octets.NONE);
    }

    /// First 16 bytes of SHA-256("VERITAC CODE V1" | 00 | nonce).
    static Octets commitment() {
        byte[] label = "VERITAC CODE V1\0".getBytes(StandardCharsets.US_ASCII);
        return Octets.of(Arrays.copyOf(sha256(label, NONCE.bytes()), 16));
    }

    static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
