// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import java.util.Set;

/// What a handset waits for after a step.
public sealed interface Next {
    /// To be sent to the token; its answer is [Event.Heard].
    record Send(Request request) implements Next {}

    /// These parts, read after the network was left alone: [Event.BackedUp].
    record NeedBackup(Set<Part> parts) implements Next {
        public NeedBackup {
            parts = Set.copyOf(parts);
        }
    }

    /// The user's word on the codes: [Event.Compared].
    record NeedComparison(String code) implements Next {}

    /// The user's choice, since personal data do not fit: [Event.Chosen].
    ///
    /// @param free bytes that the token has for them
    record NeedChoice(int free) implements Next {}

    /// Nothing: the tap is over.
    ///
    /// @param tries left, for [Ending#WRONG_PIN]; else 0
    record Over(Ending ending, int tries) implements Next {
        static Over of(Ending ending) {
            return new Over(ending, 0);
        }
    }
}
