// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Authentication and key agreement between a network and a USIM (3GPP TS 33.102, clause 6.3), by
/// Milenage (TS 35.206), TUAK (TS 35.231) or the test algorithm (TS 34.108); and the COMP128 of old
/// GSM subscriptions.
///
/// ```
/// AUTN  SQN xor AK(6) AMF(2) MAC-A(8)
/// AUTS  SQN_MS xor AK*(6) MAC-S(8)
/// SQN   SEQ(43 bits) IND(5 bits)
/// ```
///
/// Start reading at [AuthenticationCentre], which makes vectors, and [Authenticator], which answers
/// them for a subscription within its limits. Both are pure: what has to be remembered goes in and
/// comes out, and the caller keeps it.
@NullMarked
package org.veritac.subscription.aka;

import org.jspecify.annotations.NullMarked;
