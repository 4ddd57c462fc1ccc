// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.os;

/// What became of switching on.
public sealed interface Boot {
    /// The image was let in.
    record Started(Image image) implements Boot {}

    /// The image was kept out; the phone makes emergency calls only.
    record Refused(Reason reason) implements Boot {}

    /// Why an image is kept out.
    enum Reason {
        /// It has not the form of an image.
        UNREADABLE,
        /// It was changed after it was signed, or somebody else has signed it.
        SIGNATURE,
        /// It is older than one that already ran.
        OLDER,
        /// Nothing on this phone runs its program.
        PROGRAM
    }
}
