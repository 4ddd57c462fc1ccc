// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.channel;

/// Why a card, or a certificate, is not believed; and what attack each suggests.
public enum Distrust {
    /// The answer has not the form it should have: another kind of card, or somebody between.
    MALFORMED_ANSWER,
    /// The card uses another protocol, key version or length of MACs than it was asked for: a
    /// downgrade.
    OTHER_PROTOCOL,
    /// There are no keys for this card.
    NO_KEYS,
    /// The card does not know the key: a clone without it.
    CARD_CRYPTOGRAM,
    /// A public key that is no point of the curve: an attempt to learn the private key of the other
    /// side.
    INVALID_POINT,
    /// The card does not know the private key of its certificate: a copied certificate.
    RECEIPT,
    /// Not a compact certificate in the one form that is taken.
    CERTIFICATE_MALFORMED,
    /// Issued by somebody who is not trusted.
    CERTIFICATE_AUTHORITY,
    /// Changed, or not made by the authority that it names.
    CERTIFICATE_SIGNATURE,
    /// Made for another purpose, such as one of a TAC signer shown by a vault.
    CERTIFICATE_USAGE,
    /// Of the lab, shown to production.
    CERTIFICATE_GRADE,
    /// Not valid yet.
    CERTIFICATE_EARLY,
    /// Valid no more.
    CERTIFICATE_ENDED,
    /// On its authority's revocation list.
    CERTIFICATE_REVOKED
}
