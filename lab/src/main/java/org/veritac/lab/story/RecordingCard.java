// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.story;

import org.veritac.card.CardLink;

import java.io.IOException;
import java.util.HexFormat;
import java.util.function.Function;

/// A layer that writes down what goes to a card and comes back.
final class RecordingCard implements CardLink {
    private static final Words APDUS = new Words(Apdus::command, Apdus::response);
    private static final Words TOKEN = new Words(TokenApdus::command, TokenApdus::response);

    private final CardLink card;
    private final Transcript transcript;
    private final Ends ends;
    private final Words words;
    private final Traffic traffic;

    /// Who speaks with whom.
    private record Ends(String user, String card) {}

    /// What their octets mean.
    private record Words(Function<byte[], Text> command, BinaryText response) {}

    /// What a response to a command means.
    @FunctionalInterface
    private interface BinaryText {
        Text of(byte[] command, byte[] response);
    }

    private RecordingCard(
            CardLink card, Transcript transcript, Ends ends, Words words, Traffic traffic) {
        this.card = card;
        this.transcript = transcript;
        this.ends = ends;
        this.words = words;
        this.traffic = traffic;
    }

    /// A personal token, or the SIM of a phone that one has loaded.
    ///
    /// @param user who sends commands
    /// @param name what the card is called
    static CardLink between(CardLink card, Transcript transcript, String user, String name) {
        return new RecordingCard(
                card, transcript, new Ends(user, name), TOKEN, transcript.tokens());
    }

    /// A UICC in a phone.
    ///
    /// @param name what the card is called
    static CardLink uicc(CardLink card, Transcript transcript, String name) {
        return new RecordingCard(
                card, transcript, new Ends(Stage.PHONE, name), APDUS, transcript.uiccs());
    }

    /// The vault of a phone.
    ///
    /// @param name what the vault is called
    static CardLink vault(CardLink card, Transcript transcript, String name) {
        return new RecordingCard(
                card, transcript, new Ends(Stage.PHONE, name), APDUS, transcript.vaults());
    }

    @Override
    public byte[] reset() throws IOException {
        byte[] answer = card.reset();
        transcript.sent(ends.user(), ends.card(), Text.of("reset"), answer);
        return answer;
    }

    @Override
    public byte[] transmit(byte[] command) throws IOException {
        if (!transcript.isWritten()) {
            byte[] response = card.transmit(command);
            traffic.exchanged(command, response);
            return response;
        }
        transcript.sent(ends.user(), ends.card(), words.command().apply(command), command);
        byte[] response = card.transmit(command);
        traffic.exchanged(command, response);
        var meaning = words.response().of(command, response);
        transcript.sent(ends.card(), ends.user(), meaning, response);
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
