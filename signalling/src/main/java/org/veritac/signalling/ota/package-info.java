// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The operator's OTA gateway: instructions to UICCs and reports from them, as secured packets in
/// short messages (TS 102 225, TS 31.115; what is inside: `docs/secured-imei.md`, section 5).
///
/// ```
///   send    instruction -> counter on disk -> packet -> parts -> SMSC        ... proof of receipt
///   report  parts -> packet -> whose keys verify? -> counter on disk -> Reports -> answer by OTA
/// ```
///
/// Cards' keys are derived from one master key whenever they are needed and stored nowhere. What is
/// stored is who has which card, and two counters of each that never go back.
///
/// Start reading at [org.veritac.signalling.ota.Gateway].
@NullMarked
package org.veritac.signalling.ota;

import org.jspecify.annotations.NullMarked;
