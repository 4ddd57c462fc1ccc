// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// One channel between a token and a handset, as the machines see it: opened for one tap, gone with
/// it. That its messages are authentic, fresh, in order and secret is the channel's work
/// (`card.channel`).
///
/// @param mode how both sides proved who they are
/// @param binder 16 bytes that name this channel and no other
/// @param peer serial of the other side's certificate; 0 with the operator's key
public record Channel(Mode mode, Medium medium, Octets binder, long peer) {
    static final int BINDER_BYTES = 16;

    /// How a channel is authenticated.
    public enum Mode {
        /// SCP11a, certificates on both sides.
        CERTIFICATES,
        /// SCP03 with the operator's key, and a fresh agreement inside.
        OPERATOR_KEY
    }

    public Channel {
        if (binder.length() != BINDER_BYTES) {
            throw new IllegalArgumentException("a binder has 16 bytes");
        }
    }
}
