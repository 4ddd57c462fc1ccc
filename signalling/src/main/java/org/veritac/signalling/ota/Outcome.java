// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.ota;

import org.jspecify.annotations.Nullable;
import org.veritac.card.ota.Status;
import org.veritac.card.report.Report;

/// What became of instructions to a card.
public sealed interface Outcome {
    /// The card has carried them out, or said why not.
    ///
    /// @param statusWord of the last instruction; 0x9000 is success
    /// @param report what a poll asked for; null when it was none
    record Answered(int statusWord, @Nullable Report report) implements Outcome {}

    /// The card has not taken the packet.
    record Refused(Status status) implements Outcome {}

    /// The card's proof of receipt is authentic and says nothing that we understand.
    record Unreadable() implements Outcome {}

    /// Sent, and no proof of receipt came: the card may have carried them out or not.
    record Silent() implements Outcome {}

    /// Not sent, or given up by the SMSC.
    record Undelivered() implements Outcome {}

    /// Nothing was sent.
    record Unsent(Cause cause) implements Outcome {}

    /// Why nothing was sent.
    enum Cause {
        UNKNOWN_SUBSCRIBER,
        /// Too much is under way, in all or to this card.
        BUSY,
        /// The card has seen all counters there are.
        NO_COUNTER,
        CLOSED
    }
}
