// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.util.Optional;

/// What came of a change.
public sealed interface Committed {
    /// All of it is durable, and cannot be taken back.
    ///
    /// @param destruction how the credential died, when one had to
    record Done(Optional<Destruction> destruction) implements Committed {}

    /// Nothing of it happened.
    record Refused(Refusal why) implements Committed {}

    /// Why a change is refused.
    enum Refusal {
        /// A credential lives here already, of whatever transfer.
        HOLDS_A_CREDENTIAL,
        /// The credential to be destroyed is not here.
        NO_SUCH_CREDENTIAL,
        /// More names than [ProtectedMemory#NAMES_MAX], or more bytes than
        /// [ProtectedMemory#TOTAL_BYTES_MAX].
        FULL
    }

    /// The death of a credential, shown by asking the anchor for it afterwards with all that had
    /// been kept of it.
    ///
    /// @param transfer whose
    /// @param protection of the anchor that destroyed its key
    record Destruction(TransferId transfer, Protection protection) {}
}
