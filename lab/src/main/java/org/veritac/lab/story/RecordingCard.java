// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;

import java.io.IOException;
import java.util.HexFormat;

/// A layer that writes down what goes to a card and comes back.
final class RecordingCard implements CardLink {
    private final CardLink card;
    private final Transcript transcript;
    private final String user;
    private final String name;

    /// @param user who talks to the card
    /// @param name what the card is called
    RecordingCard(CardLink card, Transcript transcript, String user, String name) {
        this.card = card;
        this.transcript = transcript;
        this.user = user;
        this.name = name;
    }

    @Override
    public byte[] reset() throws IOException {
        byte[] answer = card.reset();
        transcript.sent(user, name, Text.of("reset"), answer);
        return answer;
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        if (!transcript.isWritten()) {
            return card.transmit(command);
        }
        transcript.sent(user, name, Apdus.command(command), command);
        byte[] response = card.transmit(command);
        transcript.sent(name, user, Apdus.response(command, response), response);
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
