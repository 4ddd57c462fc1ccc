// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.journal;

/// What a walk along the whole chain has shown.
public sealed interface Verification {

    /// Every record follows from the one before it.
    ///
    /// @param head the end of the chain
    /// @param privateMissing how many private parts were deleted
    record Whole(Head head, long privateMissing) implements Verification {}

    /// The chain is broken.
    ///
    /// @param position the first record at which it is
    /// @param why what is wrong there
    record Broken(long position, String why) implements Verification {}

    /// Chain and layers are whole, but something in use that follows from them does not.
    ///
    /// @param view what: a table, an index
    /// @param why what is wrong, and what to do
    record Differing(String view, String why) implements Verification {}
}
