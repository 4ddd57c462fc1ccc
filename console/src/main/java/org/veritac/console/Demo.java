// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.veritac.register.store.Register;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Fills an empty register with a generated nation, for `serve --demo`.
@FunctionalInterface
interface Demo {
    /// Fills it.
    ///
    /// @param directory where files may be made on the way
    /// @param say takes lines for the person who started it, such as checks to try
    void fill(Register register, Path directory, Consumer<String> say) throws IOException;
}
