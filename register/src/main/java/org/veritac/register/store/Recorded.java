// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;
import org.veritac.register.Entry;
import org.veritac.register.Evidence;
import org.veritac.register.Key;
import org.veritac.register.ListName;
import org.veritac.register.layer.LayerSummary;

import java.time.Instant;

/// What a journal record says, read back from its body. Beside the changes that people ask for
/// there is what only the register writes: imports and ticks.
sealed interface Recorded {

    /// Whether other layers are in force after it.
    default boolean changesLayers() {
        return switch (this) {
            case Import _, Undo _ -> true;
            case Approved(_, Recorded change) -> change.changesLayers();
            case Add _, Remove _, SetPolicy _, Prove _, Doubt _, Tick _, Forgotten() -> false;
            case Propose _, Reject _ -> false;
        };
    }

    record Add(ListName list, String source, Entry entry) implements Recorded {}

    record Remove(ListName list, String source, Key key, @Nullable Imsi imsi) implements Recorded {}

    /// A layer comes into force.
    ///
    /// @param list which list
    /// @param source whose
    /// @param delta whether it stands on the layers before it, instead of replacing them
    /// @param layer the name of its file in the folder of layers
    /// @param summary what the layer must contain
    /// @param second as of which its entries may begin, without waiting for a tick
    /// @param file the name of the file it was read from
    record Import(
            ListName list,
            String source,
            boolean delta,
            String layer,
            LayerSummary summary,
            long second,
            String file)
            implements Recorded {}

    /// The import of a position is taken back.
    record Undo(long position) implements Recorded {}

    /// A policy comes into force.
    record SetPolicy(String json) implements Recorded {}

    record Prove(Evidence evidence) implements Recorded {}

    /// What a subscriber's phone claims is in doubt.
    record Doubt(Imsi imsi, Imei imei, @Nullable Instant until) implements Recorded {}

    /// What time does: entries hold as of this second from here on.
    record Tick(long second) implements Recorded {}

    /// A change waits for a second person; nothing else changes.
    record Propose(Recorded change) implements Recorded {}

    /// A change that a second person made of a proposal.
    record Approved(long proposal, Recorded change) implements Recorded {}

    /// A proposal is ended without its change.
    record Reject(long proposal) implements Recorded {}

    /// A change whose subscriber was deleted: it says nothing any more.
    record Forgotten() implements Recorded {}
}
