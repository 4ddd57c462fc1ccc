// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.Anchor;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;

import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What an operator orders with its signature, over any way that reaches the device.
///
/// ```
/// BF36 {80 token id(8), 81 tid(4), 82 new generation(2), 83 point(65), 84 sealed key set(32..544), 42, 5F37}  reclaim
/// BF37 {80 token id(8), 81 tid(4), 82 generation(2), 83 handset id(8), 42, 5F37}                              release
///                                               signed: "VERITAC ORDER V1", the tag, and 80 to 42
/// ```
public sealed interface Order {
    /// The most bytes that one has.
    int BYTES_MAX = 1_000;

    /// For a token whose handset is lost: be free again, with a new key set. The operator has
    /// retired the old one in its network before.
    ///
    /// @param generation of the new key set, one more than the token's
    /// @param point of the operator's ephemeral key
    /// @param sealed the key set, for this token, tid and generation only
    record Reclaim(TokenId token, int tid, int generation, Octets point, Octets sealed)
            implements Order {}

    /// For a handset whose token is lost: destroy the keys. The end of this subscription here.
    record Terminate(TokenId token, int tid, int generation, HandsetId handset) implements Order {}

    /// What of a hand-over an order is about.
    ///
    /// @param generation that the token has now
    record Subject(TokenId token, int tid, int generation) {}

    /// A signed order to take a subscription back from a lost handset.
    ///
    /// @param agreement the token's certified key
    /// @param keys the new key set, as [Part#KEYS] has it
    static Octets reclaim(Subject subject, ECPublicKey agreement, Octets keys, Seal operator) {
        int next = subject.generation() + 1;
        var context = context(subject.token(), subject.tid(), next);
        SecureRandom random = operator.random();
        var parcel = KeyParcel.seal(agreement, context, keys, random);
        var items = new ArrayList<>(head(subject.token(), subject.tid(), next));
        items.add(Fields.octets(0x83, parcel.point()));
        items.add(Fields.octets(0x84, parcel.sealed()));
        return Orders.write(Orders.TAG_RECLAIM, items, operator);
    }

    /// A signed order to end a subscription on a handset.
    static Octets terminate(Subject subject, HandsetId handset, Seal operator) {
        var items = new ArrayList<>(head(subject.token(), subject.tid(), subject.generation()));
        items.add(Fields.octets(0x83, handset.octets()));
        return Orders.write(Orders.TAG_TERMINATE, items, operator);
    }

    /// The order that the bytes are, when one of the operators signed it; empty otherwise.
    static Optional<Order> believed(Octets bytes, Collection<Anchor> operators) {
        return Orders.read(bytes, operators);
    }

    private static List<Tlv> head(TokenId token, int tid, int generation) {
        return List.of(
                Fields.octets(0x80, token.octets()),
                Fields.number(0x81, tid),
                Fields.word(0x82, generation));
    }

    /// What a parcel is bound to: token id, tid, new generation.
    static Octets context(TokenId token, int tid, int generation) {
        return Octets.taking(TlvList.of(head(token, tid, generation)).bytes());
    }
}
