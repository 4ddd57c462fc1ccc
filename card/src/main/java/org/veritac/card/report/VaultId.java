// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.report;

import java.util.HexFormat;

/// The number of a vault, given at its personalisation, which is also the serial of its
/// certificate.
///
/// @param value the eight octets, the first in the highest place
public record VaultId(long value) {
    static final int BYTES = 8;

    /// A number in octets from a stranger.
    ///
    /// @throws IllegalArgumentException when there are not eight
    public static VaultId read(byte[] octets) {
        if (octets.length != BYTES) {
            throw new IllegalArgumentException("a vault id has eight octets");
        }
        return new VaultId(HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(octets)));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(toString());
    }

    /// In hexadecimal: it names a device, but nobody outside knows which.
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }
}
