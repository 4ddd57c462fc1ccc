// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.apdu.ResponseApdu;

import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;

final class MessageTest {
    /// What padding and MAC of a channel leave of a short command and of a short answer.
    private static final int SHORT_DATA_MAX = 239;

    private final World world = new World(5);
    private final World.Token token = world.token(1);
    private final World.Handset handset = world.handset(1);

    /// A load and a return with every part, byte by byte as they went.
    private Tap whole() {
        var contents =
                World.contents(
                        token.id(),
                        Map.of(
                                Part.IDENTITY, world.dice.octets(10),
                                Part.ADMINISTRATION, world.dice.octets(300),
                                Part.APPLICATIONS, world.dice.octets(10),
                                Part.SEQUENCE, world.dice.octets(192),
                                Part.FILES, world.dice.octets(10),
                                Part.PERSONAL, world.dice.octets(10)));
        var policy = world.signed(token.id(), new Variants().returnOnTap().policy());
        var record = TokenRecord.issued(World.pin(), policy, contents);
        var tap = new Tap(token, handset, record);
        tap.tap(new Wish.Load(World.PIN, Octets.NONE));
        tap.tap(new Wish.GiveBack(Wish.Personal.BACK_UP));
        return tap;
    }

    @Test
    void everyMessageFitsIntoAShortApduOfAChannel() {
        var tap = whole();
        assertThat(tap.commands).allMatch(command -> command.data().length <= SHORT_DATA_MAX);
        assertThat(tap.commands).noneMatch(CommandApdu::isExtended);
        assertThat(tap.responses).allMatch(response -> response.data().length <= SHORT_DATA_MAX);
    }

    @Test
    void bindingsAtTheirLargestFit() {
        var name = new org.veritac.card.channel.Identifier("0f".repeat(16));
        var seal = new Seal(name, world.operator.key(), world.dice);
        var binding = Binding.believed(token.setup().binding(), anchors()).orElseThrow();
        var signed = binding.signedBy(seal);
        assertThat(signed.length()).isLessThanOrEqualTo(Binding.BYTES_MAX);
        var identify = new Request.Identify(signed, Octets.zeros(16));
        assertThat(Requests.write(identify).data().length).isLessThanOrEqualTo(SHORT_DATA_MAX);
        var weak = new Variants().withoutPin().policy();
        var policy = SignedPolicy.of(token.id(), 1, weak, seal);
        assertThat(policy.octets().length()).isLessThanOrEqualTo(SignedPolicy.BYTES_MAX);
    }

    private Collection<org.veritac.card.channel.Anchor> anchors() {
        return handset.setup().tokens();
    }

    /// Of a request with the MAC of the pair no byte can be changed, and none be left out, even if
    /// the channel let it pass.
    @Test
    void noByteOfARequestOfAPairCanBeChanged() {
        var tap = whole();
        int tried = 0;
        for (CommandApdu command : tap.commands) {
            var genuine = ((RequestReader.Reading.Whole) RequestReader.read(command)).request();
            if (Requests.mac(genuine).isEmpty()) {
                continue;
            }
            byte[] bytes = command.data();
            for (int i = 0; i < bytes.length; i++) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= 1;
                changed(command, flipped);
                changed(command, Arrays.copyOf(bytes, i));
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(300);
    }

    private void changed(CommandApdu command, byte[] data) {
        var bare = CommandApdu.of(command.cla(), command.ins(), command.p1(), command.p2());
        var spoilt = data.length == 0 ? bare : bare.with(data);
        if (!(RequestReader.read(spoilt) instanceof RequestReader.Reading.Whole(var request))) {
            return;
        }
        var key = PairKey.of(Octets.zeros(16));
        var channel = World.seenByToken(handset);
        var genuine = ((RequestReader.Reading.Whole) RequestReader.read(command)).request();
        var right = key.mac(Requests.signed(genuine, channel));
        boolean same = key.mac(Requests.signed(request, channel)).equals(right);
        assertThat(same && Requests.mac(request).equals(Requests.mac(genuine))).isFalse();
    }

    /// Nor can one of an answer.
    @Test
    void noByteOfAnAnswerOfAPairCanBeChanged() {
        var tap = whole();
        int tried = 0;
        for (int at = 0; at < tap.commands.size(); at++) {
            var asked =
                    ((RequestReader.Reading.Whole) RequestReader.read(tap.commands.get(at)))
                            .request();
            var response = tap.responses.get(at);
            var genuine = Replies.read(asked, response).orElseThrow();
            if (Replies.mac(genuine).isEmpty()) {
                continue;
            }
            byte[] bytes = response.data();
            for (int i = 0; i < bytes.length; i++) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= 1;
                var read = Replies.read(asked, ResponseApdu.of(flipped, response.status()));
                assertThat(read.filter(answer -> isSame(asked, genuine, answer))).isEmpty();
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(300);
    }

    private boolean isSame(Request asked, Answer genuine, Answer other) {
        var channel = World.seenByHandset(token);
        var ins = Requests.instruction(asked);
        return Replies.mac(other).equals(Replies.mac(genuine))
                && Replies.signed(ins, other, channel)
                        .equals(Replies.signed(ins, genuine, channel));
    }

    @ParameterizedTest
    @CsvSource({
        "80140000, 6a80",
        "8012000000, 6a80",
        "80340100, 6a80",
        "80990000, 6d00",
        "00340000, 6d00",
        "80200000 03 313233, 6a80",
        "80200000 09 313233343536373839, 6a80",
        "80200000 04 3132333a, 6a80",
        "80b00100 05 0000000000, 6a80",
        "80b00100 05 000000fde9, 6a80",
        "80b00900 05 0000000001, 6a80",
        "80d60100 04 00000000, 6a80",
        "80d60700 03 000000, 6a80",
        "80320000 01 00, 6a80",
        "80b20000 06 8004ffffffff, 6a80",
    })
    void whatIsNoRequestIsRefused(String command, String status) {
        var bytes = HexFormat.of().parseHex(command.replace(" ", ""));
        var read = ((CommandApdu.Reading.Whole) CommandApdu.read(bytes)).command();
        var refusal = ((RequestReader.Reading.Malformed) RequestReader.read(read)).refusal();
        assertThat(HexFormat.of().formatHex(Replies.write(Answer.Refused.of(refusal)).bytes()))
                .isEqualTo(status);
    }

    @Test
    void readsAndWritesTheLargestPacketAndNoLargerOne() {
        for (int length : new int[] {Policy.PACKET_BYTES_MAX, Policy.PACKET_BYTES_MAX + 1}) {
            boolean good = length == Policy.PACKET_BYTES_MAX;
            var read = new Request.Read(Part.PERSONAL, 0, length);
            var write = new Request.Write(Part.PERSONAL, 1, 0, Octets.zeros(length));
            for (Request request : new Request[] {read, write}) {
                assertThat(RequestReader.read(Requests.write(request)))
                        .isInstanceOf(
                                good
                                        ? RequestReader.Reading.Whole.class
                                        : RequestReader.Reading.Malformed.class);
            }
        }
    }

    @Test
    void takesASecondIdentityInNoChannel() {
        var tap = whole();
        var again = new Request.Identify(handset.setup().binding(), Octets.zeros(16));
        assertThat(tap.answer(again)).isEqualTo(Answer.Refused.of(Refusal.SECURITY));
    }

    @Test
    void refusesEverythingBeforeItKnowsTheHandset() {
        var policy = SignedPolicy.plain(token.id(), 0, Policy.DEFAULT);
        var record = TokenRecord.issued(World.pin(), policy, World.contents(token.id(), Map.of()));
        var state = TokenState.of(record).opened(World.seenByToken(handset));
        var fresh = new Fresh(Octets.zeros(Fresh.BYTES));
        for (CommandApdu command : whole().commands) {
            var request = ((RequestReader.Reading.Whole) RequestReader.read(command)).request();
            if (!(request instanceof Request.Identify)) {
                var step = token.machine().on(state, request, fresh);
                assertThat(step.answer()).isEqualTo(Answer.Refused.of(Refusal.SECURITY));
                assertThat(step.state()).isEqualTo(state);
            }
        }
    }
}
