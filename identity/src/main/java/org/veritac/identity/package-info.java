// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// What the numbers of mobile telephony are: equipment (IMEI, IMEISV, TAC), subscriptions (IMSI,
/// ICCID, MSISDN), their check digit and their packing in semi-octets. Values validate themselves;
/// reading foreign text never throws. The edition of each standard stands in docs/specs.md.
@NullMarked
package org.veritac.identity;

import org.jspecify.annotations.NullMarked;
