// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

/// On whose word a change is made.
///
/// @param who the caller's name, for the journal
/// @param proposal the proposal that is approved by it; 0 for none
record Mandate(String who, long proposal) {
    static Mandate alone(String who) {
        return new Mandate(who, 0);
    }

    /// What the journal says of the change.
    Recorded recorded(Recorded change) {
        return proposal == 0 ? change : new Recorded.Approved(proposal, change);
    }
}
