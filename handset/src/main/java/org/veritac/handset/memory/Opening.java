// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

/// What came of opening a protected memory.
public sealed interface Opening {
    /// It is open. After a cut, what had been begun is finished, or was never begun.
    record Open(ProtectedMemory memory) implements Opening {}

    /// The disk holds less than the anchor has seen: an older image was restored, or the disk was
    /// emptied or exchanged. Nothing of it is used. Only [ProtectedMemory#startOver] opens it
    /// again, empty.
    record OlderImage() implements Opening {}

    /// The disk holds frames that are not this anchor's, or are damaged: another phone's disk, or a
    /// chip that was cleared. Nothing of it is used.
    record Foreign() implements Opening {}
}
