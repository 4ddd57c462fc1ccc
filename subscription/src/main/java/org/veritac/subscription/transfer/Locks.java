// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.EnumSet;
import java.util.Set;

/// The two locks of the patent, each on its own.
///
/// @param token whether the token, having handed over, serves no other handset
/// @param handset whether the handset drops its credentials only for the token they came from
public record Locks(boolean token, boolean handset) {
    /// Both.
    public static final Locks BOTH = new Locks(true, true);

    /// The properties that hold no longer. Without the token's lock several handsets are loaded
    /// from one token, and challenges that one of them accepted are new to the next. Without the
    /// handset's lock credentials can be dropped while the token waits for them for ever.
    public Set<Property> lost() {
        var lost = EnumSet.noneOf(Property.class);
        if (!token) {
            lost.add(Property.ONE_ACTIVE);
            lost.add(Property.FRESH_CHALLENGES);
        }
        if (!handset) {
            lost.add(Property.RECOVERS);
            lost.add(Property.NARROW_GAP);
        }
        return lost;
    }
}
