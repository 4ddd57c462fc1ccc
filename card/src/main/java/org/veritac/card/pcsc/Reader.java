// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.pcsc;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.ResponseApdu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;

/// A card in a reader of this machine, through PC/SC.
///
/// Deviates: the JDK fetches data that waits (61xx, 6Cxx) by itself, unless told otherwise by
/// `sun.security.smartcardio.t0GetResponse` and `t1GetResponse`, and keeps MANAGE CHANNEL to
/// itself.
public final class Reader implements CardLink {
    private static final String ANY_PROTOCOL = "*";
    private static final int MANAGE_CHANNEL = 0x70;

    private final CardTerminal terminal;
    private Card card;

    private Reader(CardTerminal terminal, Card card) {
        this.terminal = terminal;
        this.card = card;
    }

    /// The names of readers that hold a card now.
    ///
    /// @throws IOException when PC/SC is not running, or there is no reader at all
    public static List<String> names(CardTerminals readers) throws IOException {
        try {
            return readers.list(CardTerminals.State.CARD_PRESENT).stream()
                    .map(CardTerminal::getName)
                    .toList();
        } catch (CardException e) {
            throw new IOException("no list of card readers", e);
        }
    }

    /// Powers the card in a reader.
    ///
    /// @param readers such as `TerminalFactory.getDefault().terminals()`
    /// @throws IOException when there is no such reader, or no card in it
    public static Reader open(CardTerminals readers, String name) throws IOException {
        CardTerminal terminal = readers.getTerminal(name);
        if (terminal == null) {
            throw new IOException("no card reader named " + name);
        }
        try {
            return new Reader(terminal, terminal.connect(ANY_PROTOCOL));
        } catch (CardException e) {
            throw new IOException("no card in " + name, e);
        }
    }

    @Override
    public byte[] reset() throws IOException {
        try {
            card.disconnect(true);
            card = terminal.connect(ANY_PROTOCOL);
            return card.getATR().getBytes();
        } catch (CardException e) {
            throw new IOException("the card in " + terminal.getName() + " does not answer", e);
        }
    }

    /// Sends what is a command APDU.
    ///
    /// @throws IOException also for bytes that are no command APDU, and for MANAGE CHANNEL: PC/SC
    ///   does not take them
    @Override
    public byte[] transmit(byte[] command) throws IOException {
        if (!(CommandApdu.read(command) instanceof CommandApdu.Reading.Whole(var whole))
                || whole.ins() == MANAGE_CHANNEL) {
            throw new IOException("PC/SC takes no such command");
        }
        byte[] response = new byte[ResponseApdu.BYTES_MAX];
        try {
            int length =
                    card.getBasicChannel()
                            .transmit(ByteBuffer.wrap(command), ByteBuffer.wrap(response));
            return Arrays.copyOf(response, length);
        } catch (CardException e) {
            throw new IOException("the card in " + terminal.getName() + " does not answer", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            card.disconnect(true);
        } catch (CardException e) {
            throw new IOException("the card in " + terminal.getName() + " was gone before", e);
        }
    }
}
