// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// The toolkit application reference, TAR: which application on the card a packet is for (TS 101
/// 220, clause 6).
///
/// @param value three octets
public record Tar(int value) {
    /// Veritac at both ends, `56 49 4D`.
    public static final Tar VERITAC = new Tar(0x56494D);

    static final int BYTES = 3;

    public Tar {
        if (value < 0 || value > 0xFFFFFF) {
            throw new IllegalArgumentException("a TAR has three octets");
        }
    }

    void write(byte[] into, int offset) {
        into[offset] = (byte) (value >> 16);
        into[offset + 1] = (byte) (value >> 8);
        into[offset + 2] = (byte) value;
    }

    static Tar read(byte[] from, int offset) {
        return new Tar(
                (from[offset] & 0xFF) << 16
                        | (from[offset + 1] & 0xFF) << 8
                        | (from[offset + 2] & 0xFF));
    }
}
