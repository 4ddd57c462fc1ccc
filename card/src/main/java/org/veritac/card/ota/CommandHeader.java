// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// What stands in clear at the head of a command packet: enough to find keys and application.
sealed interface CommandHeader {
    /// From CPL to TAR.
    int BYTES = 10;

    /// CHL without a checksum.
    int LENGTH_MIN = 13;

    /// A header whose lengths agree with the packet.
    record Legible(Spi spi, int kic, int kid, Tar tar) implements CommandHeader {}

    /// No header that we implement.
    record Illegible(Flaw flaw) implements CommandHeader {}

    static CommandHeader read(byte[] packet) {
        if (packet.length < BYTES || packet.length > PacketCodec.PACKET_BYTES_MAX) {
            return new Illegible(Flaw.LENGTH);
        }
        var spi = Spi.ifValid(shortAt(packet, 3));
        if (spi.isEmpty()) {
            return new Illegible(Flaw.SECURITY_PARAMETERS);
        }
        int checksumBytes = spi.get().hasChecksum() ? Protection.CHECKSUM_BYTES : 0;
        if (shortAt(packet, 0) != packet.length - 2 || packet[2] != LENGTH_MIN + checksumBytes) {
            return new Illegible(Flaw.HEADER_LENGTH);
        }
        return new Legible(spi.get(), packet[5] & 0xFF, packet[6] & 0xFF, Tar.read(packet, 7));
    }

    static int shortAt(byte[] from, int offset) {
        return (from[offset] & 0xFF) << 8 | (from[offset + 1] & 0xFF);
    }
}
