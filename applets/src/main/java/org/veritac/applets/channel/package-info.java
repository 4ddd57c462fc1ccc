// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
/// Secure channels and certificates inside a card, for both ends of a channel: what the vault needs
/// to be opened and what the UICC needs to open it.
///
/// Start with [Session], the framing of SCP03 (GlobalPlatform Card Specification 2.3, Amendment D),
/// which also carries SCP11 (Amendment F) once [Agreement] has made its keys. A channel goes
/// through these steps; the card's are on the left.
///
/// ```
///   SCP03   session.context, derive      session.context, derive
///           cryptogram(CARD)          -> cryptogram(CARD), compare
///           acceptHost                <- externalAuthenticate
///   SCP11   agreement.ephemeral, fixed   agreement.ephemeral, fixed
///           receipt, session.load     -> receipt, compare, session.load
///   both    unwrapCommand             <- wrapCommand
///           wrapResponse              -> unwrapResponse
/// ```
///
/// Everything is allocated by constructors, works in transient memory, and leaves checked data in
/// the caller's buffer. Methods take (buffer, offset, length) as the Java Card API does.
package org.veritac.applets.channel;
