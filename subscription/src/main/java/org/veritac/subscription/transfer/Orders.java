// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.Anchor;
import org.veritac.card.channel.P256;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Orders as bytes.
final class Orders {
    static final int TAG_RECLAIM = 0xBF36;
    static final int TAG_TERMINATE = 0xBF37;
    static final int SEALED_BYTES_MIN = 32;
    static final int SEALED_BYTES_MAX = 544;
    private static final String LABEL = "VERITAC ORDER V1 %04X";

    private Orders() {}

    static Octets write(int tag, List<Tlv> items, Seal operator) {
        var signed = Statement.sign(LABEL.formatted(tag), items, operator);
        return Octets.taking(Tlv.of(tag, signed).bytes());
    }

    static Optional<Order> read(Octets bytes, Collection<Anchor> operators) {
        var items = bytes.length() > Order.BYTES_MAX ? none() : Fields.items(bytes);
        if (items.isEmpty() || items.get().size() != 1) {
            return Optional.empty();
        }
        int tag = items.get().get(0).tag();
        var parts = items.get().get(0).children();
        boolean good =
                (tag == TAG_RECLAIM && isReclaim(parts))
                        || (tag == TAG_TERMINATE && isTerminate(parts));
        return good && Statement.isSigned(LABEL.formatted(tag), parts, operators)
                ? Optional.of(tag == TAG_RECLAIM ? reclaim(parts) : terminate(parts))
                : Optional.empty();
    }

    private static Optional<TlvList> none() {
        return Optional.empty();
    }

    private static boolean hasHead(TlvList parts) {
        return Fields.has(parts, 0, TokenId.BYTES)
                && Fields.has(parts, 1, Integer.BYTES)
                && Fields.number(parts, 1) > 0
                && Fields.has(parts, 2, 2);
    }

    private static boolean isReclaim(TlvList parts) {
        return parts.hasTags(
                        0x80, 0x81, 0x82, 0x83, 0x84, Fields.TAG_AUTHORITY, Fields.TAG_SIGNATURE)
                && hasHead(parts)
                && Fields.has(parts, 3, P256.POINT_BYTES)
                && parts.get(4).length() >= SEALED_BYTES_MIN
                && parts.get(4).length() <= SEALED_BYTES_MAX;
    }

    private static boolean isTerminate(TlvList parts) {
        return parts.hasTags(0x80, 0x81, 0x82, 0x83, Fields.TAG_AUTHORITY, Fields.TAG_SIGNATURE)
                && hasHead(parts)
                && Fields.has(parts, 3, HandsetId.BYTES);
    }

    private static Order reclaim(TlvList parts) {
        return new Order.Reclaim(
                TokenId.of(Fields.value(parts, 0)),
                Fields.number(parts, 1),
                Fields.number(parts, 2),
                Fields.value(parts, 3),
                Fields.value(parts, 4));
    }

    private static Order terminate(TlvList parts) {
        return new Order.Terminate(
                TokenId.of(Fields.value(parts, 0)),
                Fields.number(parts, 1),
                Fields.number(parts, 2),
                HandsetId.of(Fields.value(parts, 3)));
    }
}
