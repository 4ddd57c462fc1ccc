// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Secured packets between an operator and a card (ETSI TS 102 225, 3GPP TS 31.115), and the short
/// messages that carry them (3GPP TS 23.040).
///
/// ```
/// command   CPL(2) CHL(1) SPI(2) KIc(1) KID(1) TAR(3) | CNTR(5) PCNTR(1) CC(0|8) data padding
/// response  RPL(2) RHL(1)                      TAR(3) | CNTR(5) PCNTR(1) status(1) CC(0|8) data padding
/// ```
///
/// What stands behind the bar is enciphered, in CBC with an initial vector of zeros. The checksum
/// goes over everything in front of it and everything behind it, padding included; in a response it
/// goes over the header `02 71 00` of the short message too. CPL counts from CHL on, CHL from SPI
/// to CC; a packet always has both, enciphered or not.
///
/// Start reading at [PacketCodec], which is the bytes, and [ReceivingEntity], which is what a
/// receiver may believe. Whoever sends and whoever receives, operator or card, uses the same types.
/// Nothing here is safe for two threads at once unless it says so.
@NullMarked
package org.veritac.card.ota;

import org.jspecify.annotations.NullMarked;
