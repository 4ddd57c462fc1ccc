// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.vault;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The name of one vault, 8 bytes given at personalisation; also the serial of its certificate.
///
/// @param value the bytes as a number, most significant first
public record VaultId(long value) {
    public static final int BYTES = Long.BYTES;

    /// The vault id of 8 bytes; empty for any other number of them.
    public static Optional<VaultId> ifValid(byte[] bytes) {
        return bytes.length == BYTES
                ? Optional.of(new VaultId(ByteBuffer.wrap(bytes).getLong()))
                : Optional.empty();
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(value).array();
    }

    @Override
    public String toString() {
        return "%016x".formatted(value);
    }
}
