// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// The files of a UICC and the card they make (TS 102 221, clauses 8 to 11; TS 51.011 for terminals
/// that know only GSM): a tree that never changes, what is in its files, PINs, and the commands
/// that a terminal may send.
///
/// ```
/// FileTree   which files there are: structure, access, links     never changes
/// UiccState  contents, PINs and PUKs, deactivated files          changes by Change, one at a time
/// Keeper     is told of a Change before the card answers         what is told survives a power cut
/// Uicc       what a terminal has selected and proven             gone at reset
/// ```
///
/// Start reading at [Uicc]: bytes in, bytes out.
@NullMarked
package org.veritac.subscription.files;

import org.jspecify.annotations.NullMarked;
