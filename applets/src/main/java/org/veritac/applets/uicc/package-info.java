// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The operator's module: a USIM whose answers to the network pass one gate, and the other end of
/// the vault's channel. Start with [Uicc], then [Gate], [Check] and [Commands].
///
/// ```
///   TERMINAL PROFILE -> Check: PROVIDE LOCAL INFORMATION, POWER ON CARD, PERFORM CARD APDU ...,
///   FETCH, TERMINAL           StaticOpening or CertifiedOpening, then GET DATA in the channel
///   RESPONSE                -> Verdict -> Gate, EF_IPS, report
///   AUTHENTICATE ...        -> Gate -> usim.Authentication
///   ENVELOPE                -> Downlink -> SecuredPackets -> Commands -> PoR
/// ```
///
/// It may lose power at any write: see [org.veritac.applets.store.Journal].
package org.veritac.applets.uicc;
