// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Secure channels to a card, from the side of the host: SCP03 (GlobalPlatform Amendment D) with
/// shared keys, SCP11a and b (Amendment F) with compact certificates. Start at [Scp03] and [Scp11];
/// both give a [SecureLink].
///
/// ```
/// command, protected            response, protected
/// CLA|04 INS P1 P2 Lc           data enciphered (level 33) R-MAC SW
///   data enciphered (03, 13, 33)
///   C-MAC
///
/// C-MAC  = first 8 or 16 bytes of CMAC(S-MAC, chaining value | header | Lc | data), the whole of which is
///          the next chaining value
/// R-MAC  = first 8 or 16 bytes of CMAC(S-RMAC, chaining value | data | SW)
/// cipher = AES-CBC(S-ENC), padded 80 00.., from AES(S-ENC, counter); in responses the counter starts 80
///
/// certificate  7F21 {93 serial, 42 CA id, 5F20 subject, 95 key usage, 5F25 from, 5F24 until,
///                    53 {80 class, 81 TAC..}, 7F49 {B0 point, F0 01 00}, 5F37 r | s}
/// revocations  BF22 {42 CA id, 80 list number, 81 date, 82 serial.., 5F37 r | s}
/// ```
///
/// What the card says wrongly is a value of a sealed type; a channel that was broken once stays
/// closed.
@NullMarked
package org.veritac.card.channel;

import org.jspecify.annotations.NullMarked;
