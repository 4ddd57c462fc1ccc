// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.os;

import java.util.Optional;

/// What the processor of a phone makes of an image: the program it names, at work on that phone's
/// flash memory.
@FunctionalInterface
public interface Programs {
    /// What images name when nobody has tampered.
    Programs FAITHFUL =
            (name, flash) ->
                    name.equals(FaithfulSoftware.PROGRAM)
                            ? Optional.of(new FaithfulSoftware(flash))
                            : Optional.empty();

    /// The program of that name; empty when there is none.
    Optional<Software> start(String name, Flash flash);
}
