// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.veritac.card.channel.Anchor;
import org.veritac.card.channel.Identifier;
import org.veritac.card.channel.P256;
import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Data objects that somebody signed: `.. 42 authority, 5F37 r | s`, ECDSA on P-256 with SHA-256
/// over a label and the data objects before the signature.
final class Statement {
    private Statement() {}

    /// The items with authority and signature behind them.
    static TlvList sign(String label, List<Tlv> items, Seal seal) {
        var all = new ArrayList<>(items);
        all.add(Tlv.of(Fields.TAG_AUTHORITY, seal.authority().bytes()));
        byte[] signature =
                P256.sign(seal.key(), message(label, TlvList.of(all)).bytes(), seal.random());
        all.add(Tlv.of(Fields.TAG_SIGNATURE, signature));
        return TlvList.of(all);
    }

    /// Whether one of the authorities that are believed signed the items.
    ///
    /// @param items which end with authority and signature
    static boolean isSigned(String label, TlvList items, Collection<Anchor> anchors) {
        int count = items.size();
        var name = items.get(count - 2);
        if (name.tag() != Fields.TAG_AUTHORITY
                || items.get(count - 1).tag() != Fields.TAG_SIGNATURE
                || name.length() == 0
                || name.length() > Identifier.BYTES_MAX) {
            return false;
        }
        var authority = Identifier.of(name.value());
        byte[] message = message(label, items.first(count - 1)).bytes();
        byte[] signature = items.get(count - 1).value();
        return anchors.stream()
                .filter(anchor -> anchor.authority().equals(authority))
                .anyMatch(anchor -> P256.verify(anchor.key(), message, signature));
    }

    private static Octets message(String label, TlvList items) {
        var text = Octets.of(label.getBytes(StandardCharsets.US_ASCII));
        return Octets.join(text, Octets.taking(items.bytes()));
    }

    /// `7F49 {B0 point, F0 00}`.
    static Tlv publicKey(ECPublicKey key) {
        return Tlv.of(
                Fields.TAG_PUBLIC_KEY,
                Tlv.opaque(Fields.TAG_POINT, P256.write(key)),
                Tlv.opaque(Fields.TAG_CURVE, new byte[1]));
    }
}
