// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

import java.util.Arrays;

/// What one more message has made of the packet it belongs to.
public sealed interface Reassembly {
    /// All parts are there. Nothing is proven yet: the packet's checksum is still to be looked at.
    final class Complete implements Reassembly {
        private final PacketKind kind;
        private final byte[] packet;

        Complete(PacketKind kind, byte[] packet) {
            this.kind = kind;
            this.packet = packet;
        }

        public PacketKind kind() {
            return kind;
        }

        /// A copy of the packet, from CPL or RPL on.
        public byte[] packet() {
            return packet.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Complete that
                    && kind == that.kind
                    && Arrays.equals(packet, that.packet);
        }

        @Override
        public int hashCode() {
            return 31 * kind.hashCode() + Arrays.hashCode(packet);
        }

        @Override
        public String toString() {
            return kind + " of " + packet.length + " bytes";
        }
    }

    /// Parts are missing.
    ///
    /// @param parts how many
    record Waiting(int parts) implements Reassembly {}

    /// Not of a secured packet, or of none that we take: another kind of message, or too many
    /// parts.
    record Foreign() implements Reassembly {}
}
