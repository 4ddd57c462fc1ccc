// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.tlv.TlvList;

import java.util.Optional;

/// Reads the answers of tokens from what the channel has made clear.
final class ReplyReader {
    private ReplyReader() {}

    static Optional<Answer> read(Request asked, Octets data) {
        return switch (asked) {
            case Request.Identify _ -> identified(data);
            case Request.Status _ -> standing(data);
            case Request.Begin _, Request.Poll _ -> offer(data);
            case Request.Read read -> packet(read, data);
            case Request.Ready _ -> commit(data);
            case Request.GiveBack _ -> room(data);
            case Request.Close _ -> backup(data);
            case Request.Released _ ->
                    Fields.read(data, 0x80, Fields.TAG_MAC)
                            .filter(items -> isSealed(items, 1))
                            .map(i -> new Answer.Ack(Fields.number(i, 0), Fields.value(i, 1)));
            case Request.ReadReceipt _ ->
                    Receipt.read(data).map(receipt -> new Answer.Proven(receipt.octets()));
            case Request.VerifyPin _,
                    Request.Unblock _,
                    Request.ChangePin _,
                    Request.Done _,
                    Request.Write _,
                    Request.Deliver _ ->
                    data.isEmpty() ? Optional.of(new Answer.Fine()) : Optional.empty();
        };
    }

    private static boolean isSealed(TlvList items, int mac) {
        return Fields.has(items, 0, Integer.BYTES)
                && Fields.number(items, 0) > 0
                && Fields.has(items, mac, PairKey.MAC_BYTES);
    }

    private static Optional<Answer> identified(Octets data) {
        return Fields.read(data, Binding.TAG, 0x81)
                .filter(items -> Fields.has(items, 1, PairKey.NONCE_BYTES))
                .map(items ->
                        new Answer.Identified(
                                Octets.taking(items.get(0).bytes()), Fields.value(items, 1)));
    }

    private static Optional<Answer> standing(Octets data) {
        return Fields.items(data).filter(ReplyReader::hasStandingForm).flatMap(ReplyReader::stand);
    }

    private static boolean hasStandingForm(TlvList items) {
        int signature = Fields.TAG_SIGNATURE;
        int mac = Fields.TAG_MAC;
        boolean tags =
                items.hasTags(0x80, 0x81, 0x82, 0x83, SignedPolicy.TAG)
                        || items.hasTags(0x80, 0x81, 0x82, 0x83, SignedPolicy.TAG, signature)
                        || items.hasTags(0x80, 0x81, 0x82, 0x83, SignedPolicy.TAG, mac)
                        || items.hasTags(0x80, 0x81, 0x82, 0x83, SignedPolicy.TAG, signature, mac);
        return tags
                && Fields.has(items, 0, 1)
                && Fields.has(items, 1, Integer.BYTES)
                && Fields.has(items, 2, 2)
                && Fields.has(items, 3, 1)
                && Fields.number(items, 1) >= 0
                && items.only(mac).map(item -> item.length() == PairKey.MAC_BYTES).orElse(true);
    }

    private static Optional<Answer> stand(TlvList items) {
        var stand = Stand.find(Fields.number(items, 0));
        var policy = SignedPolicy.read(Octets.taking(items.get(4).bytes()));
        var proof = items.only(Fields.TAG_SIGNATURE).map(i -> Octets.taking(i.value()));
        var mac = items.only(Fields.TAG_MAC).map(i -> Octets.taking(i.value()));
        if (stand.isEmpty() || policy.isEmpty() || !Replies.isProof(proof.orElse(Octets.NONE))) {
            return Optional.empty();
        }
        return Optional.of(
                new Answer.Standing(
                        stand.get(),
                        Fields.number(items, 1),
                        Fields.number(items, 2),
                        Fields.number(items, 3),
                        policy.get(),
                        proof.orElse(Octets.NONE),
                        mac.orElse(Octets.NONE)));
    }

    private static Optional<Answer> offer(Octets data) {
        var wait = Fields.read(data, Replies.waitTag());
        if (wait.isPresent()) {
            boolean good = Fields.has(wait.get(), 0, 1) && Fields.number(wait.get(), 0) == 1;
            return good ? Optional.of(new Answer.Wait()) : Optional.empty();
        }
        return Fields.read(data, 0x80, 0x81, 0x82, 0x83, 0x84, Fields.TAG_MAC)
                .filter(i ->
                        isSealed(i, 5)
                                && Fields.has(i, 1, 2)
                                && Fields.has(i, 2, PairKey.NONCE_BYTES)
                                && Fields.has(i, 4, 2))
                .flatMap(i ->
                        Manifest.read(Fields.value(i, 3))
                                .map(manifest ->
                                        new Answer.Offer(
                                                Fields.number(i, 0),
                                                Fields.number(i, 1),
                                                Fields.value(i, 2),
                                                manifest,
                                                Fields.number(i, 4),
                                                Fields.value(i, 5))));
    }

    /// Bytes as many as were asked for, and with a MAC or without.
    private static Optional<Answer> packet(Request.Read asked, Octets data) {
        int more = data.length() - asked.length();
        return more == 0 || more == PairKey.MAC_BYTES
                ? Optional.of(
                        new Answer.Packet(
                                data.part(0, asked.length()), data.part(asked.length(), more)))
                : Optional.empty();
    }

    private static Optional<Answer> commit(Octets data) {
        return Fields.read(data, 0x80, 0x81, 0x82, Fields.TAG_MAC)
                .filter(i ->
                        isSealed(i, 3)
                                && Fields.has(i, 1, Manifest.DIGEST_BYTES)
                                && Fields.has(i, 2, Envelope.KEY_BYTES))
                .map(i ->
                        new Answer.Commit(
                                Fields.number(i, 0),
                                Fields.value(i, 1),
                                Fields.value(i, 2),
                                Fields.value(i, 3)));
    }

    private static Optional<Answer> room(Octets data) {
        return Fields.read(data, 0x80, 0x81, 0x82, 0x83, Fields.TAG_MAC)
                .filter(i ->
                        isSealed(i, 4)
                                && Fields.has(i, 1, 2)
                                && Fields.has(i, 2, 1)
                                && Fields.number(i, 2) <= 1
                                && Fields.has(i, 3, Integer.BYTES))
                .map(i ->
                        new Answer.Room(
                                Fields.number(i, 0),
                                Fields.number(i, 1),
                                Fields.number(i, 2) == 1,
                                Fields.number(i, 3),
                                Fields.value(i, 4)));
    }

    private static Optional<Answer> backup(Octets data) {
        return Fields.read(data, 0x80, 0x81, 0x82, Fields.TAG_MAC)
                .filter(i ->
                        isSealed(i, 3)
                                && Fields.has(i, 1, 2)
                                && Fields.has(i, 2, Manifest.DIGEST_BYTES))
                .map(i ->
                        new Answer.Backup(
                                Fields.number(i, 0),
                                Fields.number(i, 1),
                                Fields.value(i, 2),
                                Fields.value(i, 3)));
    }
}
