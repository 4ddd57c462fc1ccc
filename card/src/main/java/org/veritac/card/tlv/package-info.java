// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// BER-TLV data objects as cards use them (ISO/IEC 7816-4, clause 5.2.2; ITU-T X.690, clause 8.1).
///
/// ```
/// tag     1 to 3 bytes; b6 of the first: constructed; b5..b1 all ones: the number follows, 7 bits a byte
/// length  00..7F, or 81 and one byte, or 82 and two bytes: always the shortest that fits
/// value   length bytes
/// ```
///
/// Only one encoding of a value is accepted, since certificates are signed over these bytes.
@NullMarked
package org.veritac.card.tlv;

import org.jspecify.annotations.NullMarked;
