// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.tlv;

/// Why bytes are no sequence of data objects.
public enum TlvFlaw {
    /// The bytes end inside a tag, a length or a value.
    CUT_OFF,
    /// A tag of 00 or FF, a tag number with leading zeros, or a tag of more than three bytes.
    BAD_TAG,
    /// A length of more than two bytes, or of indefinite form.
    BAD_LENGTH,
    /// A length that fits into fewer bytes.
    LENGTH_NOT_SHORTEST,
    /// More bytes than [TlvReader#BYTES_MAX].
    TOO_LONG,
    /// More data objects than [TlvReader#COUNT_MAX], inner ones included.
    TOO_MANY,
    /// Data objects nested more than [TlvReader#DEPTH_MAX] deep.
    TOO_DEEP
}
