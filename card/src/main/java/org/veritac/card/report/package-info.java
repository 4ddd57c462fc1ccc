// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// What a UICC reports about the phone it is in, and what its operator tells it to do
/// (`docs/secured-imei.md`, section 5). These are the data inside secured packets; who may be
/// believed is decided there, by `org.veritac.card.ota`.
///
/// ```
/// report        D0 {80 version, 81 proven, 82 claimed, 83 vault, 84 slot, 85 result, 86 mode, 87 IMSI,
///                   88 boot counter, 89 block state}
/// instructions  C1..C9 {80 .., 81 ..} one behind the other
/// reply         80 status word, 81 report
/// ```
///
/// The tags stand in this order, each once; unknown ones are refused. C1 to C9 and D0 are private
/// tags of the primitive kind, what is inside them is data objects all the same.
@NullMarked
package org.veritac.card.report;

import org.jspecify.annotations.NullMarked;
