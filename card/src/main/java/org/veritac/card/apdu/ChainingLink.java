// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

import org.veritac.card.CardLink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/// A layer for links and cards without extended lengths: long commands go out as chains, and data
/// that waits (61xx) or was asked for with another length (6Cxx) is fetched (ISO/IEC 7816-4,
/// clauses 5.1.1.1 and 5.1.3). With [#whole(CardLink)] it does only the second.
///
/// Bytes that are no command go through as they are, so that a card's opinion of them can be seen.
public final class ChainingLink implements CardLink {
    /// The most times that one response asks for another GET RESPONSE.
    public static final int FETCHES_MAX = 300;

    private static final int GET_RESPONSE = 0xC0;

    private final CardLink card;
    private final int bytesMax;
    private final boolean wide;

    /// @param bytesMax the most bytes of data in one command, 1 to 255
    public ChainingLink(CardLink card, int bytesMax) {
        if (bytesMax < 1 || bytesMax > CommandApdu.SHORT_DATA_MAX) {
            throw new IllegalArgumentException("a link of a chain has 1 to 255 bytes");
        }
        this.card = card;
        this.bytesMax = bytesMax;
        this.wide = false;
    }

    private ChainingLink(CardLink card, boolean wide) {
        this.card = card;
        this.bytesMax = CommandApdu.SHORT_DATA_MAX;
        this.wide = wide;
    }

    public ChainingLink(CardLink card) {
        this(card, CommandApdu.SHORT_DATA_MAX);
    }

    /// The layer for links and cards with extended lengths: commands go out whole, and only data
    /// that waits is fetched.
    public static ChainingLink whole(CardLink card) {
        return new ChainingLink(card, true);
    }

    /// The layer that fits a card: it gets whole commands when it says in its ATR that it takes
    /// extended lengths and does take a SELECT of that form. Many readers pass none on.
    ///
    /// @param name of an application of the card, 5 to 16 bytes
    /// @throws IOException when there is no card, or the wire is broken
    public static ChainingLink fitting(CardLink card, byte[] name) throws IOException {
        if (!Atr.takesExtendedLengths(card.reset())) {
            return new ChainingLink(card);
        }
        try {
            var select = CommandApdu.of(0, 0xA4, 4, 0).with(name).expectingAny().extended();
            if (Exchange.send(card, select).status().isOk()) {
                return whole(card);
            }
        } catch (IOException e) {
            // The reader takes no such command, or the card is gone, which its reset tells.
        }
        card.reset();
        return new ChainingLink(card);
    }

    @Override
    public byte[] reset() throws IOException {
        return card.reset();
    }

    @Override
    public byte[] transmit(byte[] bytes) throws IOException {
        if (!(CommandApdu.read(bytes) instanceof CommandApdu.Reading.Whole(var command))) {
            return card.transmit(bytes);
        }
        ResponseApdu response = ResponseApdu.of(StatusWord.OK);
        for (CommandApdu link : wide ? List.of(command) : Chaining.split(command, bytesMax)) {
            if (!response.status().isOk()) {
                return response.bytes();
            }
            response = send(link);
        }
        return response.bytes();
    }

    private ResponseApdu send(CommandApdu command) throws IOException {
        var data = new ByteArrayOutputStream();
        ResponseApdu response = once(command);
        CommandApdu last = command;
        for (int fetches = 0; asksForMore(response.status()); fetches++) {
            if (fetches == FETCHES_MAX) {
                throw new IOException("the card has always more to say");
            }
            data.writeBytes(response.data());
            last = next(last, response.status());
            response = once(last);
        }
        if (data.size() + response.data().length > CommandApdu.EXPECTED_MAX) {
            throw new IOException("the card says more than a response holds");
        }
        data.writeBytes(response.data());
        return ResponseApdu.of(data.toByteArray(), response.status());
    }

    private static boolean asksForMore(StatusWord status) {
        return status.kind() == StatusWord.Kind.MORE_DATA
                || status.kind() == StatusWord.Kind.WRONG_EXPECTED_LENGTH;
    }

    private static CommandApdu next(CommandApdu last, StatusWord status) {
        int bytes = status.sw2() == 0 ? CommandApdu.SHORT_EXPECTED_MAX : status.sw2();
        if (status.kind() == StatusWord.Kind.WRONG_EXPECTED_LENGTH) {
            return last.expecting(bytes);
        }
        // Secure messaging (b3, b4) is none of GET RESPONSE's; the logical channel (b1, b2) stays.
        return CommandApdu.of(last.cla() & 0x03, GET_RESPONSE, 0, 0).expecting(bytes);
    }

    private ResponseApdu once(CommandApdu command) throws IOException {
        return Exchange.send(card, command);
    }

    @Override
    public void close() throws IOException {
        card.close();
    }
}
