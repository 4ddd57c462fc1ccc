// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// What belongs to the owner of a phone and goes with the subscription: phone book, messages,
/// photos.
///
/// Everything travels as the bytes it is ([Item]), so that nothing is lost; what a SIM can show of
/// the phone book is made beside it ([Adn], [PhoneBook]), with a report of what it leaves out.
/// Items travel in an archive that only the pair, or the owner's PIN, opens ([Archive]):
///
/// ```
/// archive   magic(4) slots(1) slot... box
/// slot      kind(1: P pair, N PIN) salt(16) rounds(4) box of the archive's key(60)
/// box       nonce(12) AES-256-GCM; the context of all boxes is what stands before them
/// content   count(4) entry... bytes of all items in that order
/// entry     kind(1) length of name(1) name length(4) SHA-256(32)
/// ```
///
/// Start reading at [Backup].
@NullMarked
package org.veritac.handset.personal;

import org.jspecify.annotations.NullMarked;
