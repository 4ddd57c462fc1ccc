// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.transfer;

import org.jspecify.annotations.Nullable;

/// One thing that a handset does to its memory. They are done in their order, and all before
/// anything is said. Each can be done again after a cut.
public sealed interface HandsetWrite {
    /// Bytes of a part into the place for packages. Need not be whole after a cut: nothing looks at
    /// them before [Keep] says STAGED.
    record Stage(Part part, int offset, Octets bytes) implements HandsetWrite {}

    /// Wipe the place for packages.
    record DropStaged() implements HandsetWrite {}

    /// Open the staged [Part#KEYS] ([Envelope]) and put them into the most protected memory there
    /// is. They answer no network before [Keep] says ACTIVE.
    record TakeKeys(Octets kc) implements HandsetWrite {}

    /// The record, whole or not at all.
    ///
    /// @param receipt to be signed and put behind the log in the same write; nothing when there is
    ///   none
    record Keep(HandsetRecord record, Receipt.@Nullable Entry receipt) implements HandsetWrite {}

    /// Destroy the keys, so that nothing brings them back.
    record DestroyKeys() implements HandsetWrite {}

    /// Wipe files, applications and what was staged, and personal data unless they are kept.
    record Wipe(boolean keepPersonal) implements HandsetWrite {}
}
