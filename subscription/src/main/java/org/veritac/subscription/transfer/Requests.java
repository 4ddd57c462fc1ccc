// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;

import java.util.ArrayList;
import java.util.List;

/// Requests as command APDUs in clear; the channel protects them. Class 80, P1 and P2 are 00 but in
/// READ and WRITE.
public final class Requests {
    /// The most digits of PIN and unblocking key.
    public static final int PIN_BYTES_MAX = 8;

    private static final int EXPECTED_MIN = 256;
    private static final int BLOCK_BYTES = 16;
    private static final int CHANNEL_MAC_BYTES = 8;
    static final int CLA = 0x80;
    static final int TAG_NONCE = 0x80;
    private static final int OFFSET_BYTES = 3;
    private static final int LENGTH_BYTES = 2;

    private Requests() {}

    /// The command for a request. Lengths that a short APDU cannot have make it an extended one.
    public static CommandApdu write(Request request) {
        var command = command(request);
        return switch (request) {
            case Request.Read(_, _, var length) -> command.expecting(expected(length));
            case Request.Write _ -> command;
            case Request.Identify _,
                    Request.Status _,
                    Request.VerifyPin _,
                    Request.Unblock _,
                    Request.ChangePin _,
                    Request.Begin _,
                    Request.Poll _,
                    Request.Ready _,
                    Request.Done _,
                    Request.GiveBack _,
                    Request.Close _,
                    Request.Released _,
                    Request.Deliver _,
                    Request.ReadReceipt _ ->
                    command.expectingAny();
        };
    }

    /// A packet with its MAC, as a channel pads and signs it; 256 in all short commands.
    private static int expected(int length) {
        int padded = ((length + PairKey.MAC_BYTES) / BLOCK_BYTES + 1) * BLOCK_BYTES;
        return Math.max(EXPECTED_MIN, padded + CHANNEL_MAC_BYTES);
    }

    private static CommandApdu command(Request request) {
        var bare = CommandApdu.of(CLA, instruction(request).ins(), p1(request), p2(request));
        byte[] data = data(request).bytes();
        return data.length == 0 ? bare : bare.with(data);
    }

    static Instruction instruction(Request request) {
        return switch (request) {
            case Request.Identify _ -> Instruction.IDENTIFY;
            case Request.Status _ -> Instruction.STATUS;
            case Request.VerifyPin _ -> Instruction.VERIFY_PIN;
            case Request.Unblock _ -> Instruction.UNBLOCK;
            case Request.ChangePin _ -> Instruction.CHANGE_PIN;
            case Request.Begin _ -> Instruction.BEGIN;
            case Request.Poll _ -> Instruction.POLL;
            case Request.Read _ -> Instruction.READ;
            case Request.Ready _ -> Instruction.READY;
            case Request.Done _ -> Instruction.DONE;
            case Request.GiveBack _ -> Instruction.GIVE_BACK;
            case Request.Write _ -> Instruction.WRITE;
            case Request.Close _ -> Instruction.CLOSE;
            case Request.Released _ -> Instruction.RELEASED;
            case Request.Deliver _ -> Instruction.DELIVER;
            case Request.ReadReceipt _ -> Instruction.READ_RECEIPT;
        };
    }

    private static int p1(Request request) {
        return switch (request) {
            case Request.Read(var part, _, _) -> part.code();
            case Request.Write(var part, _, _, _) -> part.code();
            case Request.Deliver _, Request.Identify _, Request.Status _ -> 0;
            case Request.VerifyPin _, Request.Unblock _, Request.ChangePin _ -> 0;
            case Request.Begin _, Request.Poll _, Request.Ready _, Request.Done _ -> 0;
            case Request.GiveBack _, Request.Close _, Request.Released _ -> 0;
            case Request.ReadReceipt _ -> 0;
        };
    }

    private static int p2(Request request) {
        return request instanceof Request.Write(_, var attempt, _, _) ? attempt & 0xFF : 0;
    }

    private static Octets data(Request request) {
        return switch (request) {
            case Request.VerifyPin(var pin) -> pin;
            case Request.Deliver(var order) -> order;
            case Request.Read(_, var offset, var length) ->
                    Octets.join(
                            Octets.taking(Fields.offset(offset)),
                            Octets.taking(Fields.offset(length)).part(1, LENGTH_BYTES));
            case Request.Write(_, _, var offset, var bytes) ->
                    Octets.join(Octets.taking(Fields.offset(offset)), bytes);
            case Request.Identify _,
                    Request.Status _,
                    Request.Unblock _,
                    Request.ChangePin _,
                    Request.Begin _,
                    Request.Poll _,
                    Request.Ready _,
                    Request.Done _,
                    Request.GiveBack _,
                    Request.Close _,
                    Request.Released _,
                    Request.ReadReceipt _ -> {
                var items = new ArrayList<>(items(request));
                Octets mac = mac(request);
                if (!mac.isEmpty()) {
                    items.add(Fields.octets(Fields.TAG_MAC, mac));
                }
                yield Octets.taking(TlvList.of(items).bytes());
            }
        };
    }

    /// The MAC that a request carries; nothing when it has none.
    static Octets mac(Request request) {
        return switch (request) {
            case Request.Status status -> status.mac();
            case Request.Ready ready -> ready.mac();
            case Request.Done done -> done.mac();
            case Request.GiveBack giveBack -> giveBack.mac();
            case Request.Close close -> close.mac();
            case Request.Released released -> released.mac();
            case Request.Identify _, Request.VerifyPin _, Request.Unblock _ -> Octets.NONE;
            case Request.ChangePin _, Request.Begin _, Request.Poll _ -> Octets.NONE;
            case Request.Read _, Request.Write _, Request.Deliver _ -> Octets.NONE;
            case Request.ReadReceipt _ -> Octets.NONE;
        };
    }

    /// What the MAC of a request is made over.
    static Octets signed(Request request, Channel channel) {
        var head = Octets.of(new byte[] {(byte) instruction(request).ins(), 0});
        var items = Octets.taking(TlvList.of(items(request)).bytes());
        return Octets.join(channel.binder(), head, items);
    }

    /// The data objects before the MAC.
    private static List<Tlv> items(Request request) {
        return switch (request) {
            case Request.Identify(var binding, var commitment) ->
                    List.of(Replies.object(binding), Fields.octets(0x81, commitment));
            case Request.Status status -> status(status);
            case Request.Unblock(var puk, var pin) ->
                    List.of(Fields.octets(0x80, puk), Fields.octets(0x81, pin));
            case Request.ChangePin(var pin, var next) ->
                    List.of(Fields.octets(0x80, pin), Fields.octets(0x81, next));
            case Request.Begin(var nonce, var administration) -> begin(nonce, administration);
            case Request.Ready(var tid, var digest, _) ->
                    List.of(Fields.number(0x80, tid), Fields.octets(0x81, digest));
            case Request.Done(var tid, _) -> List.of(Fields.number(0x80, tid));
            case Request.GiveBack(var tid, var attempt, var manifest, _) ->
                    List.of(
                            Fields.number(0x80, tid),
                            Fields.word(0x81, attempt),
                            Fields.octets(0x82, manifest.octets()));
            case Request.Close(var tid, var attempt, _) ->
                    List.of(Fields.number(0x80, tid), Fields.word(0x81, attempt));
            case Request.Released(var tid, var attempt, var digest, _) ->
                    List.of(
                            Fields.number(0x80, tid),
                            Fields.word(0x81, attempt),
                            Fields.octets(0x82, digest));
            case Request.ReadReceipt(var number) -> List.of(Fields.number(0x80, number));
            case Request.Poll _, Request.Read _, Request.Write _ -> List.of();
            case Request.VerifyPin _, Request.Deliver _ -> List.of();
        };
    }

    private static List<Tlv> status(Request.Status status) {
        var items = new ArrayList<Tlv>();
        items.add(Fields.octets(TAG_NONCE, status.nonce()));
        items.add(Fields.number(0x81, status.tid()));
        items.add(Fields.word(0x82, status.generation()));
        items.add(Fields.number(0x83, (int) status.time()));
        if (!status.proof().isEmpty()) {
            items.add(Fields.octets(Fields.TAG_SIGNATURE, status.proof()));
        }
        return items;
    }

    private static List<Tlv> begin(Octets nonce, Octets administration) {
        var first = Fields.octets(TAG_NONCE, nonce);
        return administration.isEmpty()
                ? List.of(first)
                : List.of(first, Fields.octets(0x81, administration));
    }

    static int readHeaderBytes() {
        return OFFSET_BYTES + LENGTH_BYTES;
    }
}
