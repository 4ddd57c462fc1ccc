// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The digest of everything here, SHA-256.
public final class Digest {
    private Digest() {}

    /// 32 bytes.
    public static byte[] sha256(byte[] message) {
        return start().digest(message);
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
