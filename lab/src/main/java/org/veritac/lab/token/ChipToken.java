// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.card.apdu.ChainingLink;
import org.veritac.card.channel.Grade;
import org.veritac.lab.card.Power;
import org.veritac.lab.card.SimulatedCard;
import org.veritac.lab.card.TokenPersonalisation;
import org.veritac.subscription.transfer.TokenId;

import java.io.IOException;
import java.security.SecureRandom;

/// A token as it is sold: the Java Card applet, on the simulator. It keeps nothing when the process
/// ends, unless somebody keeps its memory.
///
/// @param card as a reader has it
/// @param power of the card, which can be cut at any write
/// @param made what the factory read out of it
public record ChipToken(
        TokenId id, SimulatedCard card, Power power, TokenPersonalisation.Made made) {
    static ChipToken make(TokenId id, TokenPersonalisation personalisation, SecureRandom random)
            throws IOException {
        var power = new Power();
        var card = SimulatedCard.tearable(power, TokenPersonalisation.installation(id, Grade.LAB));
        card.reset();
        var made = personalisation.apply(new ChainingLink(card), random);
        card.reset();
        return new ChipToken(id, card, power, made);
    }

    /// The card of a token that was personalised before.
    ///
    /// @param memory of its card then
    /// @throws IOException when it is that of another version
    static SimulatedCard remembering(TokenId id, byte[] memory) throws IOException {
        var card = new SimulatedCard(TokenPersonalisation.installation(id, Grade.LAB));
        card.remember(memory);
        return card;
    }
}
