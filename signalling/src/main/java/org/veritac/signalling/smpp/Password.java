// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A password of a bind: at most 8 octets (SMPP 5.2.2). It says itself to nobody; protection comes
/// from the network, or from TLS beneath.
public final class Password {
    private static final int OCTETS_MAX = 8;

    private final String text;

    /// @throws IllegalArgumentException when it is longer than 8 octets or not ASCII
    public Password(String text) {
        if (text.length() > OCTETS_MAX || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("a password has at most 8 visible characters");
        }
        this.text = text;
    }

    boolean matches(String offered) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    String reveal() {
        return text;
    }
}
