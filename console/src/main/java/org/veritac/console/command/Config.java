// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.file.Path;

/// Shows the policy in force.
@Command(
        name = "config",
        header = "Print the policy in force, reload it, or print the standard file.",
        description = {
            "What is printed can stand in DIR/veritac.yaml, the file that config reload reads."
                    + " config default prints the standard file with all its comments."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac config",
            "  ./veritac config reload",
            "  ./veritac config default > veritac.yaml"
        })
final class Config implements OnRegister {
    @Mixin private DataOption data = new DataOption();

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        desk.out().print(PolicyLines.of(desk.register().policy()));
        return Exit.DONE;
    }
}
