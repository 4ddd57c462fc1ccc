// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.radio;

import java.security.MessageDigest;

/// One challenge and the answer that only the subscriber's card knows.
public final class Challenge {
    private final byte[] random;
    private final byte[] token;
    private final byte[] expected;

    public Challenge(byte[] random, byte[] token, byte[] expected) {
        this.random = random.clone();
        this.token = token.clone();
        this.expected = expected.clone();
    }

    /// RAND.
    public byte[] random() {
        return random.clone();
    }

    /// AUTN.
    public byte[] token() {
        return token.clone();
    }

    /// Whether a RES is the right one.
    public boolean isAnsweredBy(byte[] response) {
        return MessageDigest.isEqual(expected, response);
    }
}
