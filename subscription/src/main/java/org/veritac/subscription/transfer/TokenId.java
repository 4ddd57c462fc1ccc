// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.nio.ByteBuffer;

/// Which token: eight random bytes, written at its making, told only inside a channel.
///
/// @param value the bytes as a number
public record TokenId(long value) {
    static final int BYTES = Long.BYTES;

    Octets octets() {
        return Octets.taking(ByteBuffer.allocate(BYTES).putLong(value).array());
    }

    static TokenId of(Octets octets) {
        return new TokenId(ByteBuffer.wrap(octets.bytes()).getLong());
    }

    @Override
    public String toString() {
        return "token %016x".formatted(value);
    }
}
