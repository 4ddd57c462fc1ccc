// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.usat;

import java.util.Set;

/// What a terminal can do: the data of TERMINAL PROFILE (TS 102 223, clause 5.2). What is not told
/// is not there.
///
/// @param octets 0 to 255 bytes
public record TerminalProfile(Bytes octets) {
    private static final int BYTES = 8;
    private static final int READERS_OCTET = 7;
    private static final int READERS_SHIFT = 5;
    private static final int READERS_MAX = 7;

    /// A profile of the facilities that are implemented here.
    ///
    /// @param readers additional card readers, 0 to 7
    public static TerminalProfile of(Set<Facility> facilities, int readers) {
        if (readers < 0 || readers > READERS_MAX) {
            throw new IllegalArgumentException("0 to 7 readers");
        }
        byte[] octets = new byte[BYTES];
        for (Facility facility : facilities) {
            octets[facility.octet - 1] |= (byte) facility.mask;
        }
        octets[READERS_OCTET - 1] |= (byte) (readers << READERS_SHIFT);
        return new TerminalProfile(Bytes.of(octets));
    }

    public boolean has(Facility facility) {
        return octets.length() >= facility.octet
                && (octets.at(facility.octet - 1) & facility.mask) != 0;
    }

    /// How many additional card readers there are, 0 to 7.
    public int readers() {
        return octets.length() < READERS_OCTET ? 0 : octets.at(READERS_OCTET - 1) >> READERS_SHIFT;
    }
}
