// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// How heads move, wherever they are kept.
final class Head {
    private Head() {}

    static byte[] zero() {
        return new byte[Anchor.HEAD_BYTES];
    }

    static byte[] extended(byte[] head, byte[] digest) {
        MessageDigest sha = sha256();
        sha.update(head);
        return sha.digest(digest);
    }

    static byte[] digest(byte[] bytes) {
        return sha256().digest(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
