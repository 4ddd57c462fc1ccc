// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import java.util.HexFormat;
import java.util.Optional;

/// The name of a certification authority or of a certificate's subject (tags 42 and 5F20): 1 to 16
/// bytes.
///
/// @param hex the bytes in lower-case hexadecimal
public record Identifier(String hex) {
    public static final int BYTES_MAX = 16;

    public Identifier {
        if (!hex.matches("([0-9a-f]{2}){1," + BYTES_MAX + "}")) {
            throw new IllegalArgumentException("an identifier has 1 to 16 bytes");
        }
    }

    /// An identifier of bytes.
    ///
    /// @throws IllegalArgumentException when there are not 1 to 16
    public static Identifier of(byte[] bytes) {
        return new Identifier(HexFormat.of().formatHex(bytes));
    }

    static Optional<Identifier> find(byte[] bytes) {
        boolean good = bytes.length >= 1 && bytes.length <= BYTES_MAX;
        return good ? Optional.of(of(bytes)) : Optional.empty();
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
