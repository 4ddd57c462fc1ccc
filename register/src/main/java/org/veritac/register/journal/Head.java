// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.journal;

import java.util.HexFormat;
import java.util.Optional;

/// The end of the chain: position and hash of the newest record. Kept elsewhere, it finds a chain
/// that was rewritten as a whole.
///
/// @param position of the newest record, 0 for an empty journal
/// @param hash its hash in hexadecimal, 64 digits
/// @param atMillis its time
public record Head(long position, String hash, long atMillis) {
    private static final int HASH_DIGITS = 64;

    /// Before the first record.
    public static final Head EMPTY = new Head(0, "0".repeat(HASH_DIGITS), 0);

    /// Reads `POSITION HASH`, the form in which it is kept.
    public static Optional<Head> ifValid(String text) {
        String[] parts = text.strip().split("\\s+");
        boolean formed =
                parts.length >= 2
                        && parts[0].matches("[0-9]{1,18}")
                        && parts[1].matches("[0-9a-f]{" + HASH_DIGITS + "}");
        return formed
                ? Optional.of(new Head(Long.parseLong(parts[0]), parts[1], 0))
                : Optional.empty();
    }

    /// The form in which it is kept.
    public String text() {
        return position + " " + hash;
    }

    byte[] hashBytes() {
        return HexFormat.of().parseHex(hash);
    }
}
