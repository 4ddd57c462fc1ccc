// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.smpp;

/// Whether an [Smsc] has taken a message on.
public sealed interface Taken {
    /// It has, and will say what became of it to who asked for a receipt.
    ///
    /// @param messageId its name from now on
    record Accepted(String messageId) implements Taken {}

    /// It has not.
    record Refused(Refusal why) implements Taken {}
}
