// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// What the hand-over promises. The exhaustive search checks each; [Locks] says which are lost
/// without a lock.
public enum Property {
    /// At most one holder of a key generation answers the network.
    ONE_ACTIVE,
    /// What a handset uses is what its token committed, whole.
    WHOLE,
    /// No personal datum is absent from both sides; none stays behind after a return.
    PERSONAL_KEPT,
    /// A challenge of the network that was accepted once is accepted nowhere again.
    FRESH_CHALLENGES,
    /// From wherever a cut left them, token and handset brought together reach one active copy.
    RECOVERS,
    /// Nobody is active only between the token's commit and the handset's, at loading and at
    /// returning.
    NARROW_GAP
}
