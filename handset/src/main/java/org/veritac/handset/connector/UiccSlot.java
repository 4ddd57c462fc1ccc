// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.connector;

import org.jspecify.annotations.Nullable;
import org.veritac.card.CardLink;

import java.io.IOException;

/// The connector for one operator's module. An empty slot is a broken wire to whoever uses it.
public final class UiccSlot {
    private final int number;
    private @Nullable CardLink card;

    /// @param number 1 or 2
    public UiccSlot(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// Puts a card in, in the place of any other.
    public void insert(CardLink link) {
        card = link;
    }

    /// Takes the card out.
    public void remove() {
        card = null;
    }

    public boolean isEmpty() {
        return card == null;
    }

    /// Resets the card.
    ///
    /// @return its answer to reset
    public byte[] reset() throws IOException {
        return present().reset();
    }

    /// Sends a command and takes the response, status word and all.
    public byte[] transmit(byte[] command) throws IOException {
        return present().transmit(command);
    }

    private CardLink present() throws IOException {
        if (card == null) {
            throw new IOException("no card in slot " + number);
        }
        return card;
    }
}
