// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// What a receiving entity may do with a packet.
public sealed interface Reception {
    /// A command to act on.
    ///
    /// @param packet authentic as the security level asks
    /// @param keyVersion of the key set that protects it, 1 to 15
    /// @param counter to be stored for that key set, so that it survives a power cut, before
    ///   anything is done
    record Accepted(CommandPacket packet, int keyVersion, Counter counter) implements Reception {}

    /// An authentic command that is not to be acted on; its sender may be told the status, see
    /// [ReceivingEntity#answer].
    record Refused(CommandPacket packet, int keyVersion, Status status) implements Reception {}

    /// Nothing that proves its sender. It gets no answer of any kind: a status would tell a
    /// stranger which keys, counters and applications there are, and a checksum over a status whose
    /// content he knows would give him something to search keys with.
    record Ignored(Flaw flaw) implements Reception {}
}
