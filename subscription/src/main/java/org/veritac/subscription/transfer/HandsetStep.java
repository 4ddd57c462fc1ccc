// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.List;

/// What a handset does about an event: first it writes, in this order, then it says or waits.
///
/// @param state when all was written
public record HandsetStep(HandsetState state, Next next, List<HandsetWrite> writes) {
    public HandsetStep {
        writes = List.copyOf(writes);
    }

    static HandsetStep only(HandsetState state, Next next) {
        return new HandsetStep(state, next, List.of());
    }

    /// The end of a tap that changed nothing.
    static HandsetStep over(HandsetState state, Ending ending) {
        return only(HandsetState.of(state.record()), Next.Over.of(ending));
    }
}
