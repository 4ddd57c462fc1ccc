// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors

/// Handing a subscription over from a personal token to a handset and back, so that exactly one
/// copy is ever active; `docs/token-interface.md` is the whole of it for who builds either side.
///
/// ```
/// token                                   handset
/// FREE      Begin ->  PREPARED            EMPTY
///                     Offer, Read..       -> STAGED      whole package stored, its keys enciphered
/// PREPARED  Ready ->  HANDED     commits  -> ACTIVE      Commit brings Kc, which opens the keys
/// HANDED              Give back, Write..  ACTIVE         the network is left alone meanwhile
///           Close ->  backup is whole     -> RELEASED    commits: keys are destroyed
/// HANDED    Released -> FREE              -> EMPTY       Ack
/// ```
///
/// Start reading at [TokenMachine] and [HandsetMachine]. Both are pure: a state and an event go in,
/// a state, what to say and what to keep come out. What has to be kept is kept before anything is
/// said. Messages may be lost and repeated and either side may lose power between any two writes;
/// the exhaustive search of the tests does all of it to these classes.
///
/// What a peer says wrongly is a value: an [Answer.Refused], or an [Ending]. Nothing is changed by
/// it.
@NullMarked
package org.veritac.subscription.transfer;

import org.jspecify.annotations.NullMarked;
