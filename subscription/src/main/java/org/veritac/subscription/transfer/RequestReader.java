// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.apdu.CommandApdu;
import org.veritac.card.channel.P256;
import org.veritac.card.tlv.TlvList;

import java.util.Optional;

/// Reads the requests of handsets from commands that the channel has made clear. What has another
/// form than [Requests] gives it is no request.
public final class RequestReader {
    private static final int OFFSET_BYTES = 3;
    private static final int PIN_BYTES_MIN = 4;

    private RequestReader() {}

    /// What came of it.
    public sealed interface Reading {
        /// A request.
        record Whole(Request request) implements Reading {}

        /// None.
        record Malformed(Refusal refusal) implements Reading {}
    }

    /// The request that a command is.
    public static Reading read(CommandApdu command) {
        var instruction = Instruction.find(command.ins());
        if (instruction.isEmpty() || (command.cla() & ~4) != Requests.CLA) {
            return new Reading.Malformed(Refusal.UNKNOWN);
        }
        boolean hasPlace =
                instruction.get() == Instruction.READ || instruction.get() == Instruction.WRITE;
        if (!hasPlace && (command.p1() != 0 || command.p2() != 0)) {
            return new Reading.Malformed(Refusal.MALFORMED);
        }
        return request(instruction.get(), command)
                .<Reading>map(Reading.Whole::new)
                .orElseGet(() -> new Reading.Malformed(Refusal.MALFORMED));
    }

    private static Optional<? extends Request> request(Instruction ins, CommandApdu command) {
        var data = Octets.taking(command.data());
        return switch (ins) {
            case IDENTIFY -> identify(data);
            case STATUS -> status(data);
            case VERIFY_PIN ->
                    isPin(data) ? Optional.of(new Request.VerifyPin(data)) : Optional.empty();
            case CHANGE_PIN ->
                    Fields.read(data, 0x80, 0x81)
                            .filter(i -> isPin(Fields.value(i, 0)) && isPin(Fields.value(i, 1)))
                            .map(i ->
                                    new Request.ChangePin(Fields.value(i, 0), Fields.value(i, 1)));
            case UNBLOCK ->
                    Fields.read(data, 0x80, 0x81)
                            .filter(i -> isPin(Fields.value(i, 0)) && isPin(Fields.value(i, 1)))
                            .map(i -> new Request.Unblock(Fields.value(i, 0), Fields.value(i, 1)));
            case BEGIN -> begin(data);
            case POLL -> data.isEmpty() ? Optional.of(new Request.Poll()) : Optional.empty();
            case READY -> ready(data);
            case DONE ->
                    Fields.read(data, 0x80, Fields.TAG_MAC)
                            .filter(items -> isSealed(items, 1))
                            .map(i -> new Request.Done(Fields.number(i, 0), Fields.value(i, 1)));
            case GIVE_BACK -> giveBack(data);
            case CLOSE -> close(data);
            case RELEASED -> released(data);
            case DELIVER ->
                    data.length() > Order.BYTES_MAX
                            ? Optional.empty()
                            : Optional.of(new Request.Deliver(data));
            case READ -> readPart(command, data);
            case READ_RECEIPT ->
                    Fields.read(data, 0x80)
                            .filter(i -> Fields.has(i, 0, Integer.BYTES))
                            .map(i -> new Request.ReadReceipt(Fields.number(i, 0)))
                            .filter(request -> request.number() >= 0);
            case WRITE -> writePart(command, data);
        };
    }

    /// 4 to 8 decimal digits.
    private static boolean isPin(Octets pin) {
        boolean digits = true;
        for (byte b : pin.bytes()) {
            digits &= b >= '0' && b <= '9';
        }
        return digits && pin.length() >= PIN_BYTES_MIN && pin.length() <= Requests.PIN_BYTES_MAX;
    }

    /// Whether a list begins with a tid and has its MAC at an index.
    private static boolean isSealed(TlvList items, int mac) {
        return Fields.has(items, 0, Integer.BYTES)
                && Fields.number(items, 0) > 0
                && Fields.has(items, mac, PairKey.MAC_BYTES);
    }

    private static Optional<Request> identify(Octets data) {
        return Fields.read(data, Binding.TAG, 0x81)
                .filter(items -> Fields.has(items, 1, SessionCode.COMMITMENT_BYTES))
                .map(items ->
                        new Request.Identify(
                                Octets.taking(items.get(0).bytes()), Fields.value(items, 1)));
    }

    private static Optional<Request> status(Octets data) {
        return Fields.items(data)
                .filter(RequestReader::hasStatusForm)
                .map(items -> {
                    boolean proof = items.only(Fields.TAG_SIGNATURE).isPresent();
                    boolean mac = items.only(Fields.TAG_MAC).isPresent();
                    return new Request.Status(
                            Fields.value(items, 0),
                            Fields.number(items, 1),
                            Fields.number(items, 2),
                            Integer.toUnsignedLong(Fields.number(items, 3)),
                            proof ? Fields.value(items, 4) : Octets.NONE,
                            mac ? Fields.value(items, items.size() - 1) : Octets.NONE);
                });
    }

    private static boolean hasStatusForm(TlvList items) {
        int signature = Fields.TAG_SIGNATURE;
        boolean tags =
                items.hasTags(0x80, 0x81, 0x82, 0x83)
                        || items.hasTags(0x80, 0x81, 0x82, 0x83, signature)
                        || items.hasTags(0x80, 0x81, 0x82, 0x83, Fields.TAG_MAC)
                        || items.hasTags(0x80, 0x81, 0x82, 0x83, signature, Fields.TAG_MAC);
        if (!tags
                || !Fields.has(items, 0, PairKey.NONCE_BYTES)
                || !Fields.has(items, 1, Integer.BYTES)
                || !Fields.has(items, 2, 2)
                || !Fields.has(items, 3, Integer.BYTES)) {
            return false;
        }
        int tid = Fields.number(items, 1);
        boolean proof =
                items.only(signature)
                        .map(item -> item.length() == P256.SIGNATURE_BYTES)
                        .orElse(true);
        boolean mac =
                items.only(Fields.TAG_MAC)
                        .map(item -> item.length() == PairKey.MAC_BYTES && tid > 0)
                        .orElse(tid == 0);
        return proof && mac && tid >= 0;
    }

    private static Optional<Request> begin(Octets data) {
        boolean more = Fields.read(data, 0x80, 0x81).isPresent();
        return (more ? Fields.read(data, 0x80, 0x81) : Fields.read(data, 0x80))
                .filter(items -> Fields.has(items, 0, PairKey.NONCE_BYTES))
                .filter(items -> !more || Fields.has(items, 1, Manifest.DIGEST_BYTES))
                .map(items ->
                        new Request.Begin(
                                Fields.value(items, 0),
                                more ? Fields.value(items, 1) : Octets.NONE));
    }

    private static Optional<Request> ready(Octets data) {
        return Fields.read(data, 0x80, 0x81, Fields.TAG_MAC)
                .filter(i -> isSealed(i, 2) && Fields.has(i, 1, Manifest.DIGEST_BYTES))
                .map(i ->
                        new Request.Ready(
                                Fields.number(i, 0), Fields.value(i, 1), Fields.value(i, 2)));
    }

    private static Optional<Request> giveBack(Octets data) {
        return Fields.read(data, 0x80, 0x81, 0x82, Fields.TAG_MAC)
                .filter(i -> isSealed(i, 3) && Fields.has(i, 1, 2))
                .flatMap(i ->
                        Manifest.read(Fields.value(i, 2))
                                .map(manifest ->
                                        new Request.GiveBack(
                                                Fields.number(i, 0),
                                                Fields.number(i, 1),
                                                manifest,
                                                Fields.value(i, 3))));
    }

    private static Optional<Request> close(Octets data) {
        return Fields.read(data, 0x80, 0x81, Fields.TAG_MAC)
                .filter(i -> isSealed(i, 2) && Fields.has(i, 1, 2))
                .map(i ->
                        new Request.Close(
                                Fields.number(i, 0), Fields.number(i, 1), Fields.value(i, 2)));
    }

    private static Optional<Request> released(Octets data) {
        return Fields.read(data, 0x80, 0x81, 0x82, Fields.TAG_MAC)
                .filter(i ->
                        isSealed(i, 3)
                                && Fields.has(i, 1, 2)
                                && Fields.has(i, 2, Manifest.DIGEST_BYTES))
                .map(i ->
                        new Request.Released(
                                Fields.number(i, 0),
                                Fields.number(i, 1),
                                Fields.value(i, 2),
                                Fields.value(i, 3)));
    }

    private static Optional<Request> readPart(CommandApdu command, Octets data) {
        var part = Part.find(command.p1());
        if (part.isEmpty() || command.p2() != 0 || data.length() != Requests.readHeaderBytes()) {
            return Optional.empty();
        }
        int length = Fields.unsigned(data.part(OFFSET_BYTES, 2));
        return length > 0 && length <= Policy.PACKET_BYTES_MAX
                ? Optional.of(new Request.Read(part.get(), Fields.offset(data), length))
                : Optional.empty();
    }

    private static Optional<Request> writePart(CommandApdu command, Octets data) {
        var part = Part.find(command.p1()).filter(Part::returns);
        int length = data.length() - OFFSET_BYTES;
        if (part.isEmpty() || length < 1 || length > Policy.PACKET_BYTES_MAX) {
            return Optional.empty();
        }
        var bytes = data.part(OFFSET_BYTES, length);
        return Optional.of(new Request.Write(part.get(), command.p2(), Fields.offset(data), bytes));
    }
}
