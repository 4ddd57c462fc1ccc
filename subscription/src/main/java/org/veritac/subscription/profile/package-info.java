// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The interoperable profile package: a subscription as a file that any maker of cards can load
/// (TCA, formerly SIMalliance, Profile Interoperability Technical Specification 2.3; TS.48 of the
/// GSMA has examples), and what becomes of it.
///
/// ```
/// package   element, element, ... each a DER value tagged [0] to [33]; header first, end last
/// element   header(0) files(1) PINs(2) PUKs(3) aka(4) cdma(5) security domain(6) RFM(7)
///           application(8) non-standard(9) end(10), templates MF(16) to DF.SAIP(29)
/// ```
///
/// [ProfilePackage] reads and writes it, byte by byte the same; [Profile] is what it makes: a tree
/// of files, PINs, keys; [Subscription] is that in use, and goes back into a package. A
/// [ProfileMaker] makes packages of our own. Start reading at [Subscription].
@NullMarked
package org.veritac.subscription.profile;

import org.jspecify.annotations.NullMarked;
