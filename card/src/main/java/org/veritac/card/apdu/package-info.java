// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Commands to a card and its responses (ISO/IEC 7816-4, clause 5; TS 102 221, clause 10).
///
/// ```
///          header           body
///          CLA INS P1 P2
/// case 1   .   .   .  .
/// case 2   .   .   .  .                          Le
/// case 3   .   .   .  .      Lc  data (Lc bytes)
/// case 4   .   .   .  .      Lc  data (Lc bytes)  Le
///
/// short:    Lc is 1 byte, 1 to 255;          Le 1 byte, 0 means 256
/// extended: Lc is 00 and 2 bytes, 1 to 65535; Le 2 bytes (behind Lc) or 00 and 2 bytes, 0 means 65536
///
/// response  data (0 to 65536 bytes)  SW1 SW2
/// ```
@NullMarked
package org.veritac.card.apdu;

import org.jspecify.annotations.NullMarked;
