// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.card.CardLink;
import org.veritac.lab.card.SimulatedCard;

import java.io.IOException;
import java.util.Arrays;

/// A card of the simulator whose memory outlives the process: what a command changed is kept before
/// the command is answered. Whoever kills the process between the two has cut the card's power in
/// front of the command.
final class KeptCard implements CardLink {
    private final SimulatedCard card;
    private final Keep keep;
    private byte[] kept;

    /// Where a memory is kept.
    @FunctionalInterface
    interface Keep {
        /// Keeps it, whole or not at all.
        void keep(byte[] memory) throws IOException;
    }

    /// @param card whose memory is as it was kept last
    KeptCard(SimulatedCard card, Keep keep) {
        this.card = card;
        this.keep = keep;
        kept = card.memory();
    }

    @Override
    public byte[] reset() throws IOException {
        byte[] atr = card.reset();
        keep();
        return atr;
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        byte[] response = card.transmit(command);
        keep();
        return response;
    }

    private void keep() throws IOException {
        byte[] memory = card.memory();
        if (Arrays.equals(memory, kept)) {
            return;
        }
        try {
            keep.keep(memory);
            kept = memory;
        } catch (IOException e) {
            card.remember(kept);
            throw e;
        }
    }

    @Override
    public void close() {
        card.close();
    }
}
