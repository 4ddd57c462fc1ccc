// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import org.veritac.card.CardLink;

import java.io.IOException;

/// The wire of a tap, counted: how many commands went over it, how many bytes, and how long a
/// contactless field takes for them.
///
/// A byte is 10 bits in the field (ISO/IEC 14443-3, type B; type A takes 9), a block has 253 bytes
/// for the command or response, and 3 of its own; a block that is not the last one is answered by
/// one of 3 bytes (ISO/IEC 14443-4, clauses 7.1 and 7.5).
final class Tap implements CardLink {
    private static final int BITS_A_BYTE = 10;
    private static final int BLOCK_BYTES = 253;
    private static final int FRAME_BYTES = 3;

    private final CardLink card;
    private long commands;
    private long bytes;
    private long inField;

    Tap(CardLink card) {
        this.card = card;
    }

    @Override
    public byte[] reset() throws IOException {
        return card.reset();
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        byte[] response = card.transmit(command);
        commands++;
        count(command.length);
        count(response.length);
        return response;
    }

    private void count(int length) {
        int blocks = (length + BLOCK_BYTES - 1) / BLOCK_BYTES;
        bytes += length;
        inField += length + (long) FRAME_BYTES * (2L * blocks - 1);
    }

    @Override
    public void close() {}

    long commands() {
        return commands;
    }

    /// Of commands and responses.
    long bytes() {
        return bytes;
    }

    /// How long all of it takes.
    ///
    /// @param baud bits a second
    /// @param trip seconds of a command and its response beside their bytes: what reader, driver
    ///   and card take
    double seconds(int baud, double trip) {
        return (double) inField * BITS_A_BYTE / baud + commands * trip;
    }
}
