// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import org.jspecify.annotations.Nullable;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;

import java.time.Instant;

/// A change to the register that one person or program asks for at once. Imports have a door of
/// their own, because they come as files.
public sealed interface Change {

    /// Puts an entry on a source's list; one with the same key and subscriber is replaced.
    record Add(ListName list, String source, Entry entry) implements Change {}

    /// Takes a source's own entry back, whether it came alone or with an import.
    record Remove(ListName list, String source, Key key, @Nullable Imsi imsi) implements Change {}

    /// Takes the newest import of a list and source back as a whole.
    ///
    /// @param position the journal position of the import
    record Undo(long position) implements Change {}

    /// Makes a change that somebody else has proposed.
    ///
    /// @param proposal its number
    record Approve(long proposal) implements Change {}

    /// Ends a proposal without making the change.
    ///
    /// @param proposal its number
    record Reject(long proposal) implements Change {}

    /// Puts another policy in force.
    ///
    /// @param json the text of the configuration's policy section
    record SetPolicy(String json) implements Change {}

    /// Records what a subscriber's phone has proven.
    record Prove(Evidence evidence) implements Change {}

    /// Records that a subscriber's phone claims what it has not proven. A later proof of the
    /// subscriber ends every doubt.
    ///
    /// @param imsi whose phone
    /// @param imei what it claims
    /// @param until the last instant at which a proof is awaited, included; from then on the claim
    ///   is refused. Null: none is awaited, it is refused at once
    record Doubt(Imsi imsi, Imei imei, @Nullable Instant until) implements Change {}
}
