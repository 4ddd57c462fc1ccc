// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;

import java.io.IOException;
import java.util.HexFormat;

/// A layer that writes down what goes to a card and comes back.
final class RecordingCard implements CardLink {
    private static final String USER = Stage.PHONE;

    private final CardLink card;
    private final Transcript transcript;
    private final String name;
    private final Traffic traffic;

    private RecordingCard(CardLink card, Transcript transcript, String name, Traffic traffic) {
        this.card = card;
        this.transcript = transcript;
        this.name = name;
        this.traffic = traffic;
    }

    /// A UICC in a phone.
    ///
    /// @param name what the card is called
    static CardLink uicc(CardLink card, Transcript transcript, String name) {
        return new RecordingCard(card, transcript, name, transcript.uiccs());
    }

    /// The vault of a phone.
    ///
    /// @param name what the vault is called
    static CardLink vault(CardLink card, Transcript transcript, String name) {
        return new RecordingCard(card, transcript, name, transcript.vaults());
    }

    @Override
    public byte[] reset() throws IOException {
        byte[] answer = card.reset();
        transcript.sent(USER, name, Text.of("reset"), answer);
        return answer;
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        if (!transcript.isWritten()) {
            byte[] response = card.transmit(command);
            traffic.exchanged(command, response);
            return response;
        }
        transcript.sent(USER, name, Apdus.command(command), command);
        byte[] response = card.transmit(command);
        traffic.exchanged(command, response);
        transcript.sent(name, USER, Apdus.response(command, response), response);
        return response;
    }

    @Override
    public void close() throws IOException {
        card.close();
    }

    /// The status word as text.
    static String status(byte[] response) {
        return response.length < 2
                ? "no status"
                : HexFormat.of()
                        .withUpperCase()
                        .formatHex(response, response.length - 2, response.length);
    }
}
