// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.card.CardLink;

import java.io.IOException;

/// A hand that takes the token away at a command, and does not bring it back.
public final class Torn implements CardLink {
    private final CardLink card;
    private final Moment at;
    private final boolean heard;
    private int before;
    private boolean gone;

    /// When it goes.
    @FunctionalInterface
    public interface Moment {
        /// Whether it goes at this command.
        ///
        /// @param before how many commands the token has answered
        boolean isAt(int before, byte[] command);
    }

    /// Between a handset and a token.
    ///
    /// @param heard whether the token still gets the command at which it goes, so that only its
    ///   answer is lost
    public Torn(CardLink card, Moment at, boolean heard) {
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
        boolean goes = !gone && at.isAt(before, command);
        gone |= goes;
        if (goes && heard) {
            card.transmit(command);
        }
        if (gone) {
            throw new IOException("the token was taken away");
        }
        before++;
        return card.transmit(command);
    }

    @Override
    public void close() {}
}
