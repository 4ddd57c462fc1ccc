// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.veritac.card.CardLink;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.card.apdu.ResponseApdu;
import org.veritac.card.channel.Grade;
import org.veritac.card.channel.Opening;
import org.veritac.card.channel.Outcome;
import org.veritac.card.channel.Scp11;
import org.veritac.card.channel.SecureLink;
import org.veritac.lab.card.Power;
import org.veritac.lab.card.SimulatedCard;
import org.veritac.lab.card.TokenPersonalisation;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Channel;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Medium;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Policy;
import org.veritac.subscription.transfer.Replies;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.Requests;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;

/// A personal token on the simulator, and what opens channels with it.
final class CardToken {
    final Power power = new Power();
    final SimulatedCard card;
    final TokenPersonalisation.Made made;
    private final Nation nation;
    private final SecureRandom random;

    /// A token that was personalised and has power.
    CardToken(Nation nation, TokenPersonalisation personalisation) throws IOException {
        this.nation = nation;
        random = nation.random;
        card =
                SimulatedCard.tearable(
                        power, TokenPersonalisation.installation(Nation.TOKEN, Grade.LAB));
        card.reset();
        made = personalisation.apply(new ChainingLink(card), random);
        card.reset();
    }

    /// The same of a token with the usual policy, for every handset.
    CardToken(Nation nation, Contents contents) throws IOException {
        this(nation, nation.personalisation(nation.policy(1, Policy.DEFAULT), contents, List.of()));
    }

    /// A channel that a handset has opened with the token.
    static final class Tapped {
        final SecureLink link;

        private Tapped(SecureLink link) {
            this.link = link;
        }

        /// The channel as the token sees it.
        Channel seenByToken(Nation.Handset handset) {
            var binder = Octets.of(link.binder());
            return new Channel(Channel.Mode.CERTIFICATES, Medium.SLOT, binder, handset.serial());
        }

        /// What the token answers.
        ///
        /// @throws IOException when the card lost its power
        Answer ask(Request request) throws IOException {
            return Replies.read(request, response(request)).orElseThrow();
        }

        ResponseApdu response(Request request) throws IOException {
            return switch (link.exchange(Requests.write(request))) {
                case Outcome.Answer(var response) -> response;
                case Outcome.Refused(var status) -> ResponseApdu.of(status);
                case Outcome.Broken(var breach) -> throw new AssertionError(breach);
            };
        }
    }

    /// Opens a channel, over short APDUs.
    Tapped tap(Nation.Handset handset) throws IOException {
        return tap(handset, new ChainingLink(card));
    }

    Tapped tap(Nation.Handset handset, CardLink wire) throws IOException {
        var opening =
                new Scp11(random)
                        .openMutual(wire, nation.trust(), handset.credential(), Scp11.Keys.VAULT);
        assertThat(opening).isInstanceOf(Opening.Open.class);
        return new Tapped(((Opening.Open) opening).link());
    }
}
