// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

/// What the user of a handset wants of a tap. Without a wish a tap only finishes what was begun.
public sealed interface Wish {
    /// Nothing but to go on.
    record Resume() implements Wish {}

    /// Take the token's subscription.
    ///
    /// @param pin the token's; nothing where its policy asks for none
    /// @param administration digest of the operator's files that the handset has; or nothing
    record Load(Octets pin, Octets administration) implements Wish {}

    /// Give the subscription back.
    record GiveBack(Personal personal) implements Wish {}

    /// Give back what was stored but never became active.
    record Abandon() implements Wish {}

    /// What becomes of personal data at a return.
    enum Personal {
        /// To the token, and off the handset. When they do not fit, the user is asked.
        BACK_UP,
        /// They stay on the handset.
        KEEP_HERE,
        /// They go nowhere and are deleted.
        DELETE
    }
}
