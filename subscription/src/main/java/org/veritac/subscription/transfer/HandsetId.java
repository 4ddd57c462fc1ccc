// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.nio.ByteBuffer;

/// Which handset: eight random bytes, written at its making, told only inside a channel. Not the
/// IMEI, which its [Binding] names beside it.
///
/// @param value the bytes as a number
public record HandsetId(long value) {
    static final int BYTES = Long.BYTES;

    Octets octets() {
        return Octets.taking(ByteBuffer.allocate(BYTES).putLong(value).array());
    }

    static HandsetId of(Octets octets) {
        return new HandsetId(ByteBuffer.wrap(octets.bytes()).getLong());
    }

    @Override
    public String toString() {
        return "handset %016x".formatted(value);
    }
}
