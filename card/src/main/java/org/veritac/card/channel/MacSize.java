// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

/// How long challenges, cryptograms and MACs are: a property of a key set (Amendment D, 5.1, bit 1
/// of i).
public enum MacSize {
    /// 8 bytes.
    S8(8),
    /// 16 bytes.
    S16(16);

    private final int bytes;

    MacSize(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }
}
