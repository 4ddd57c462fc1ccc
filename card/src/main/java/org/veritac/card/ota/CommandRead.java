// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// What bytes from a stranger are, read as a command packet.
public sealed interface CommandRead {
    /// A packet, authentic when its SPI has a checksum; nothing is said about its counter.
    record Whole(CommandPacket packet) implements CommandRead {}

    /// No packet of these keys.
    record Malformed(Flaw flaw) implements CommandRead {}
}
