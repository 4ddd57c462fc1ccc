// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.ota;

/// Why a packet is no packet for us. None of these is ever told to its sender.
public enum Flaw {
    /// Shorter than its header, or longer than any packet.
    LENGTH,
    /// CPL, RPL, CHL or RHL does not fit what is there.
    HEADER_LENGTH,
    /// Reserved bits, or protection that is not implemented or was not asked for.
    SECURITY_PARAMETERS,
    /// Another key set, or another algorithm than its keys have.
    KEYS,
    /// No whole number of blocks.
    BLOCKS,
    /// The checksum is wrong: other keys, or a change on the way.
    CHECKSUM,
    /// More padding than a block, or than there is data.
    PADDING,
    /// A status that no response has.
    STATUS,
    /// Of a response: to another command than the one that was asked about.
    COMMAND
}
