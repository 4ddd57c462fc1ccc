// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;
import org.veritac.subscription.transfer.Instruction;

import java.io.IOException;

/// A hand that takes the token away at a command, and does not bring it back.
final class Torn implements CardLink {
    private final CardLink card;
    private final Instruction at;
    private final boolean heard;
    private boolean gone;

    /// @param at the message at which it goes
    /// @param heard whether the token still gets that command, so that only its answer is lost
    Torn(CardLink card, Instruction at, boolean heard) {
        this.card = card;
        this.at = at;
        this.heard = heard;
    }

    @Override
    public byte[] reset() throws IOException {
        return card.reset();
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        if (gone) {
            throw new IOException("the token was taken away");
        }
        if (TokenApdus.isInside(command) && (command[1] & 0xFF) == at.ins()) {
            gone = true;
            if (heard) {
                card.transmit(command);
            }
            throw new IOException("the token was taken away");
        }
        return card.transmit(command);
    }

    @Override
    public void close() {}
}
