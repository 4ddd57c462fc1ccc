// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.veritac.card.CardLink;
import org.veritac.card.apdu.ChainingLink;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.channel.Outcome;
import org.veritac.subscription.transfer.Answer;
import org.veritac.subscription.transfer.Contents;
import org.veritac.subscription.transfer.Ending;
import org.veritac.subscription.transfer.Manifest;
import org.veritac.subscription.transfer.Octets;
import org.veritac.subscription.transfer.Order;
import org.veritac.subscription.transfer.Part;
import org.veritac.subscription.transfer.Request;
import org.veritac.subscription.transfer.Requests;
import org.veritac.subscription.transfer.Wish;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/// Every byte of what moves the subscription is changed, on the wire and inside the channel; the
/// token refuses and stays as it was.
final class FlippedTest {
    private static final int READY = 0x34;
    private static final int RELEASED = 0x44;

    private final Nation nation = new Nation();
    private final Subscription subscription = Subscription.first();
    private final HandsetInHand phone = new HandsetInHand(nation, nation.handset(1));
    private CardToken token;

    @BeforeEach
    void personalise() throws IOException {
        token = new CardToken(nation, subscription.contents(30));
        Greeting.greet(token, phone.handset).ask(new Request.Unblock(Nation.PUK, Nation.PIN));
    }

    /// Changes a byte of the first command with an instruction, or lets it not get there.
    private final class ChangingLink implements CardLink {
        private final int instruction;
        private final int at;
        private int length;

        /// @param at which byte; -1 takes the handset away in place of the command
        ChangingLink(int instruction, int at) {
            this.instruction = instruction;
            this.at = at;
        }

        @Override
        public byte[] reset() throws IOException {
            return token.card.reset();
        }

        @Override
        public byte[] transmit(byte[] command) throws IOException {
            boolean meant = length == 0 && (command[1] & 0xFF) == instruction;
            if (!meant) {
                return token.card.transmit(command);
            }
            length = command.length;
            if (at < 0) {
                throw new IOException("taken away");
            }
            byte[] changed = command.clone();
            changed[at] ^= 0x20;
            return token.card.transmit(changed);
        }

        @Override
        public void close() {}
    }

    private int stopBefore(int instruction, Wish wish) {
        var wire = new ChangingLink(instruction, -1);
        try {
            throw new AssertionError("not cut: " + phone.tap(new ChainingLink(wire), wish));
        } catch (IOException cut) {
            return wire.length;
        }
    }

    /// Whether the token may answer the network. To ask it for an answer would end what it has
    /// prepared.
    private boolean isSim() throws IOException {
        byte[] answer = Home.send(token.card, "00A4000C023F00");
        return answer[answer.length - 2] == (byte) 0x90;
    }

    private void changeEach(int instruction, int length, boolean active) throws IOException {
        for (int at = 0; at < length - 1; at++) {
            var wire = new ChangingLink(instruction, at);
            var ending = phone.tap(new ChainingLink(wire), new Wish.Resume());
            assertThat(ending).as("byte %d", at).isNotIn(Ending.LOADED, Ending.RETURNED);
            assertThat(isSim()).as("byte %d", at).isEqualTo(active);
        }
    }

    @Test
    void eachByteOnTheWire() throws IOException {
        int ready = stopBefore(READY, new Wish.Load(Nation.PIN, Octets.NONE));
        changeEach(READY, ready, true);
        assertThat(phone.tap(token, new Wish.Resume())).isEqualTo(Ending.LOADED);
        int released = stopBefore(RELEASED, new Wish.GiveBack(Wish.Personal.BACK_UP));
        changeEach(RELEASED, released, false);
        assertThat(phone.tap(token, new Wish.Resume())).isEqualTo(Ending.RETURNED);
        assertThat(subscription.isAnsweredBy(token.card)).isTrue();
    }

    /// Sends a request with each of its bytes changed, in a channel that is right, then as it is.
    private void insideEach(CardToken.Tapped tapped, Request request, boolean active)
            throws IOException {
        var command = Requests.write(request);
        byte[] data = command.data();
        for (int at = 0; at < data.length; at++) {
            byte[] changed = data.clone();
            changed[at] ^= 0x01;
            var bare =
                    CommandApdu.of(command.cla(), command.ins(), command.p1(), command.p2())
                            .with(changed)
                            .expectingAny();
            assertThat(tapped.link.exchange(bare))
                    .as("%s, byte %d", request.getClass().getSimpleName(), at)
                    .isInstanceOf(Outcome.Refused.class);
            assertThat(isSim()).isEqualTo(active);
        }
        assertThat(tapped.response(request).status().isOk()).isTrue();
    }

    @Test
    void eachByteInsideTheChannel() throws IOException {
        var tapped = Greeting.greet(token, phone.handset);
        tapped.ask(new Request.VerifyPin(Nation.PIN));
        var own = Subscription.some(16, 12);
        var offer = (Answer.Offer) tapped.ask(new Request.Begin(own, Octets.NONE));
        int tid = offer.tid();
        var key = Sealing.derive(offer.nonce(), own, tid, phone.handset.id().value());
        var sealing = new Sealing(key, Octets.of(tapped.link.binder()));
        insideEach(tapped, sealing.ready(tid, offer.manifest().digest()), true);
        insideEach(tapped, sealing.done(tid), false);
        var backup = Contents.of(Map.of(Part.SEQUENCE, Subscription.sequence()));
        var manifest = Manifest.of(backup, Set.of());
        insideEach(tapped, sealing.giveBack(tid, 1, manifest), false);
        var whole = Subscription.sequence().part(0, 200);
        tapped.ask(new Request.Write(Part.SEQUENCE, 1, 0, whole));
        tapped.ask(new Request.Write(Part.SEQUENCE, 1, 200, Subscription.sequence().part(200, 25)));
        insideEach(tapped, sealing.close(tid, 1), false);
        insideEach(tapped, sealing.released(tid, 1, manifest.digest()), false);
        assertThat(subscription.isAnsweredBy(token.card)).isTrue();
    }

    @Test
    void eachByteOfAnOrder() throws IOException {
        phone.tap(token, new Wish.Load(Nation.PIN, Octets.NONE));
        var subject = new Order.Subject(Nation.TOKEN, 1, 1);
        var next = Subscription.second();
        var order =
                Order.reclaim(subject, token.made.agreement(), next.keys(), nation.operator.seal);
        var tapped = Greeting.greet(token, nation.handset(2));
        insideEach(tapped, new Request.Deliver(order), false);
        assertThat(next.isAnsweredBy(token.card)).isTrue();
    }
}
