// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import java.io.IOException;
import java.nio.file.Path;

/// A command that works on the register of a directory, in whatever process has it.
public interface OnRegister {
    /// Runs it.
    ///
    /// @return the exit code
    /// @throws IOException when a disk or a file fails
    int run(Desk desk) throws IOException;

    /// The directory, as it was named.
    Path directory();

    /// Whether it makes a register where there is none.
    default boolean makesDirectory() {
        return false;
    }
}
