// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import java.util.Arrays;
import java.util.Optional;

/// What the key of a certificate is for (tag 95).
public enum KeyUsage {
    /// Vaults and UICCs.
    KEY_AGREEMENT(0x80),
    /// Signers of TACs.
    SIGNATURE(0x82);

    private final int value;

    KeyUsage(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }

    static Optional<KeyUsage> find(byte[] bytes) {
        return Arrays.stream(values())
                .filter(usage -> bytes.length == 1 && usage.value == (bytes[0] & 0xFF))
                .findFirst();
    }
}
