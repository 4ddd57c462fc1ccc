// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Readers: real ones through PC/SC ([Reader]), and a virtual one in which any link's card is seen
/// by every PC/SC program of the machine ([VirtualReader]).
///
/// The virtual reader speaks the protocol of `vpcd` (vsmartcard 3.3) as the card's side, over TCP:
///
/// ```
/// length(2, most significant byte first) | payload
///
/// from the reader: 1 byte    00 power off, 01 power on, 02 reset: no answer; 04: answered with the ATR
///                  else      a command APDU, answered with the response APDU
/// ```
@NullMarked
package org.veritac.card.pcsc;

import org.jspecify.annotations.NullMarked;
