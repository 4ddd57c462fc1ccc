// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

/// Whether a change can be made.
sealed interface Admitted {

    /// It can.
    ///
    /// @param recorded what the journal will say
    /// @param effects what of the view it touches
    record Yes(Recorded recorded, Effects effects) implements Admitted {}

    /// It cannot.
    record No(String why) implements Admitted {}
}
