// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

import org.veritac.card.CardLink;

import java.io.IOException;

/// One command and its response over a link.
public final class Exchange {
    private Exchange() {}

    /// Sends a command and reads the response.
    ///
    /// @throws IOException when the wire is broken; bytes that are no response APDU count as that,
    ///   since a card that is there always answers with a status word
    public static ResponseApdu send(CardLink card, CommandApdu command) throws IOException {
        return switch (ResponseApdu.read(card.transmit(command.bytes()))) {
            case ResponseApdu.Reading.Whole(var response) -> response;
            case ResponseApdu.Reading.Malformed(var flaw) ->
                    throw new IOException("the card's answer is no response APDU: " + flaw);
        };
    }
}
