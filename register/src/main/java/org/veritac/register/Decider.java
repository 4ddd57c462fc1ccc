// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register;

import java.io.IOException;

/// The part of the register that networks ask. [Register] is one; so is whatever counts, samples or
/// refuses on its way there.
@FunctionalInterface
public interface Decider {
    /// Answers one check, without waiting for a disk.
    ///
    /// @throws IOException when the register cannot answer; the caller says so to its peer and
    ///   never makes up a verdict
    Decision decide(EquipmentCheck check) throws IOException;
}
