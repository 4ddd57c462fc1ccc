// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// Random bytes for one step of a machine, drawn by who drives it: the machines draw none, so that
/// the same step can be done again.
public record Fresh(Octets bytes) {
    /// How many a step may use.
    public static final int BYTES = 32;

    public Fresh {
        if (bytes.length() != BYTES) {
            throw new IllegalArgumentException("a step takes 32 random bytes");
        }
    }

    Octets first() {
        return bytes.part(0, PairKey.NONCE_BYTES);
    }

    Octets second() {
        return bytes.part(PairKey.NONCE_BYTES, Envelope.KEY_BYTES);
    }
}
