// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.apdu.ResponseApdu;
import org.veritac.card.apdu.StatusWord;
import org.veritac.card.channel.P256;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers as response APDUs in clear; the channel protects them. Which answer a response is
/// follows from what was asked.
public final class Replies {
    /// Data of the answer "not ready yet".
    private static final int TAG_WAIT = 0x85;

    private Replies() {}

    /// The response for an answer.
    public static ResponseApdu write(Answer answer) {
        return switch (answer) {
            case Answer.Refused(var refusal, var tries) -> ResponseApdu.of(refusal.status(tries));
            case Answer.Packet(var bytes, var mac) ->
                    ResponseApdu.of(Octets.join(bytes, mac).bytes(), StatusWord.OK);
            case Answer.Proven(var receipt) -> ResponseApdu.of(receipt.bytes(), StatusWord.OK);
            case Answer.Fine _ -> ResponseApdu.of(StatusWord.OK);
            case Answer.Identified _,
                    Answer.Standing _,
                    Answer.Wait _,
                    Answer.Offer _,
                    Answer.Commit _,
                    Answer.Room _,
                    Answer.Backup _,
                    Answer.Ack _ -> {
                var items = new ArrayList<>(items(answer));
                Octets mac = mac(answer);
                if (!mac.isEmpty()) {
                    items.add(Fields.octets(Fields.TAG_MAC, mac));
                }
                yield ResponseApdu.of(TlvList.of(items).bytes(), StatusWord.OK);
            }
        };
    }

    /// The MAC that an answer carries; nothing when it has none.
    static Octets mac(Answer answer) {
        return switch (answer) {
            case Answer.Standing standing -> standing.mac();
            case Answer.Offer offer -> offer.mac();
            case Answer.Packet packet -> packet.mac();
            case Answer.Commit commit -> commit.mac();
            case Answer.Room room -> room.mac();
            case Answer.Backup backup -> backup.mac();
            case Answer.Ack ack -> ack.mac();
            case Answer.Identified _, Answer.Fine _, Answer.Wait _ -> Octets.NONE;
            case Answer.Proven _, Answer.Refused _ -> Octets.NONE;
        };
    }

    /// What the MAC of an answer is made over.
    static Octets signed(Instruction asked, Answer answer, Channel channel) {
        var head = Octets.of(new byte[] {(byte) asked.ins(), 1});
        var items = Octets.taking(TlvList.of(items(answer)).bytes());
        return Octets.join(channel.binder(), head, items);
    }

    /// What the MAC of a packet is made over.
    static Octets signed(Request.Read asked, Octets bytes, Channel channel) {
        var head = new byte[] {(byte) Instruction.READ.ins(), 1, (byte) asked.part().code()};
        var offset = Octets.taking(Fields.offset(asked.offset()));
        return Octets.join(channel.binder(), Octets.of(head), offset, bytes);
    }

    /// The data object that the bytes are.
    ///
    /// @throws IllegalArgumentException when they are none
    static Tlv object(Octets bytes) {
        return Fields.items(bytes)
                .filter(items -> items.size() == 1)
                .map(items -> items.get(0))
                .orElseThrow(() -> new IllegalArgumentException("no data object"));
    }

    private static List<Tlv> items(Answer answer) {
        return switch (answer) {
            case Answer.Identified(var binding, var nonce) ->
                    List.of(object(binding), Fields.octets(0x81, nonce));
            case Answer.Standing standing -> standing(standing);
            case Answer.Wait _ -> List.of(Tlv.ofByte(TAG_WAIT, 1));
            case Answer.Offer offer ->
                    List.of(
                            Fields.number(0x80, offer.tid()),
                            Fields.word(0x81, offer.generation()),
                            Fields.octets(0x82, offer.nonce()),
                            Fields.octets(0x83, offer.manifest().octets()),
                            Fields.word(0x84, offer.packetBytes()));
            case Answer.Commit(var tid, var digest, var kc, _) ->
                    List.of(
                            Fields.number(0x80, tid),
                            Fields.octets(0x81, digest),
                            Fields.octets(0x82, kc));
            case Answer.Room(var tid, var attempt, var fits, var free, _) ->
                    List.of(
                            Fields.number(0x80, tid),
                            Fields.word(0x81, attempt),
                            Tlv.ofByte(0x82, fits ? 1 : 0),
                            Fields.number(0x83, free));
            case Answer.Backup(var tid, var attempt, var digest, _) ->
                    List.of(
                            Fields.number(0x80, tid),
                            Fields.word(0x81, attempt),
                            Fields.octets(0x82, digest));
            case Answer.Ack(var tid, _) -> List.of(Fields.number(0x80, tid));
            case Answer.Fine _, Answer.Packet _, Answer.Proven _, Answer.Refused _ -> List.of();
        };
    }

    private static List<Tlv> standing(Answer.Standing standing) {
        var items = new ArrayList<Tlv>();
        items.add(Tlv.ofByte(0x80, standing.stand().code()));
        items.add(Fields.number(0x81, standing.tid()));
        items.add(Fields.word(0x82, standing.generation()));
        items.add(Tlv.ofByte(0x83, standing.pinTries()));
        items.add(standing.policy().tlv());
        if (!standing.proof().isEmpty()) {
            items.add(Fields.octets(Fields.TAG_SIGNATURE, standing.proof()));
        }
        return items;
    }

    /// The answer that a response is to a request; empty when it is none.
    public static Optional<Answer> read(Request asked, ResponseApdu response) {
        var status = response.status();
        if (!status.isOk()) {
            return Optional.of(refused(status));
        }
        var data = Octets.taking(response.data());
        return ReplyReader.read(asked, data);
    }

    /// Status words that are not of this interface count as the most general one.
    static Answer refused(StatusWord status) {
        if ((status.value() & 0xFFF0) == Refusal.WRONG_PIN.status(0).value()) {
            return new Answer.Refused(Refusal.WRONG_PIN, status.value() & 0xF);
        }
        for (Refusal refusal : Refusal.values()) {
            if (refusal.status(0).equals(status)) {
                return Answer.Refused.of(refusal);
            }
        }
        return Answer.Refused.of(Refusal.CONDITIONS);
    }

    static boolean isProof(Octets proof) {
        return proof.isEmpty() || proof.length() == P256.SIGNATURE_BYTES;
    }

    static int waitTag() {
        return TAG_WAIT;
    }
}
