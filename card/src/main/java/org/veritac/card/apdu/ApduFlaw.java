// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.apdu;

/// Why bytes are no APDU.
public enum ApduFlaw {
    /// A command without its four bytes of header, or a response without its status word.
    TOO_SHORT,
    /// More bytes than the largest APDU has.
    TOO_LONG,
    /// Lc, Le and the bytes that are there do not fit together.
    LENGTHS_DISAGREE
}
