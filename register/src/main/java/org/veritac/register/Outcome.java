// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import java.time.Instant;

/// What became of a change.
public sealed interface Outcome {

    /// It is in force and will survive any crash.
    ///
    /// @param position its place in the journal
    /// @param at when, as the journal says
    record Done(long position, Instant at) implements Outcome {}

    /// It waits for a second person, and nothing has changed yet.
    ///
    /// @param position its number among the proposals, and its place in the journal
    /// @param at when, as the journal says
    record Proposed(long position, Instant at) implements Outcome {}

    /// It was refused, and nothing has changed.
    ///
    /// @param why what is wrong and what to do, for the person who asked
    record Refused(String why) implements Outcome {}
}
