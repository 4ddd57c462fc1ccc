// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling;

/// Whose network asks: configuration that the protocols look up and do not hold.
@FunctionalInterface
public interface Operators {
    /// No asker belongs to a configured operator.
    Operators NONE = asker -> "";

    /// The operator's name in the policy; empty when the asker belongs to none.
    String of(Asker asker);
}
