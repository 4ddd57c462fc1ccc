// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

/// What became of the attempt to hand a message to an SMSC.
public sealed interface Submission {
    /// The SMSC has it.
    ///
    /// @param messageId the SMSC's name for it, which a [Receipt] repeats
    record Accepted(String messageId) implements Submission {}

    /// The SMSC will not have it.
    ///
    /// @param commandStatus why (SMPP 5.1.3)
    record Refused(int commandStatus) implements Submission {}

    /// It was never sent: the queue is full, or no SMSC was reached in time.
    record Unsent(Cause cause) implements Submission {}

    /// It was sent, and the connection ended or was silent before the answer: the SMSC may have it
    /// or not.
    record Uncertain() implements Submission {}

    /// Why nothing was sent.
    enum Cause {
        QUEUE_FULL,
        NO_CONNECTION,
        CLOSED
    }
}
