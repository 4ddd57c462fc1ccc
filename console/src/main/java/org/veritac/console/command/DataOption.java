// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/// The directory of the register: every command has it.
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The directory of the register (default: ./data).")
    private Path directory = Path.of("data");

    /// Shows where a failure comes from; for those who mend Veritac.
    @Option(names = "--debug", hidden = true)
    @SuppressWarnings("unused") // Execution asks the words themselves
    private boolean debug;

    /// The directory, as it was named.
    public Path directory() {
        return directory;
    }
}
