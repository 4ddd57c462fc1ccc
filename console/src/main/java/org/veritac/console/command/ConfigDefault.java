// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Prints the standard configuration.
@Command(
        name = "default",
        header = "Print the standard configuration file, with its comments.",
        description = {
            "It is what serve writes at its first start, and what counts for all that a file leaves"
                    + " out."
        },
        footer = {"", "Example:", "  ./veritac config default > veritac.yaml"})
final class ConfigDefault implements Offline {
    private final Supplier<String> standard;

    @Mixin private DataOption data = new DataOption();

    ConfigDefault(Supplier<String> standard) {
        this.standard = standard;
    }

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Shell shell) throws IOException {
        shell.out().write(standard.get().getBytes(StandardCharsets.UTF_8));
        return Exit.DONE;
    }
}
