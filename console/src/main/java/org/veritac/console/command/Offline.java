// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import java.io.IOException;
import java.nio.file.Path;

/// A command that works on a directory which nobody serves.
public interface Offline {
    /// Runs it.
    ///
    /// @return the exit code
    /// @throws IOException when a disk or a file fails
    int run(Shell shell) throws IOException;

    /// The directory, as it was named.
    Path directory();
}
