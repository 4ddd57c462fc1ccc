// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

import org.veritac.card.tlv.Tlv;
import org.veritac.card.tlv.TlvList;

import java.security.interfaces.ECPublicKey;

/// The public half of a certification authority: what others trust.
///
/// @param key on P-256
public record Anchor(Identifier authority, ECPublicKey key) {
    /// `7F49 {..}` and `42`: how a card is given an authority.
    public byte[] bytes() {
        return TlvList.of(Fields.publicKey(key), Tlv.of(Fields.TAG_AUTHORITY, authority.bytes()))
                .bytes();
    }
}
