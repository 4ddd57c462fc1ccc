// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import java.io.IOException;
import java.nio.file.Path;

/// A command on the country's picture, which this process opens by itself, whether a register is
/// served beside it or not.
public interface OnCountry {
    /// Runs it.
    ///
    /// @return the exit code
    /// @throws IOException when a disk or a file fails
    int run(CountryDesk desk) throws IOException;

    /// The directory, as it was named.
    Path directory();
}
