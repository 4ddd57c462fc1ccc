// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;

/// Copies the register.
@Command(
        name = "backup",
        header = "Copy the register, as it is at one instant, into an empty folder.",
        description = {
            "Checks and changes go on meanwhile. The copy holds full identities; restore makes a"
                    + " register of it again."
        },
        footer = {"", "Example:", "  ./veritac backup /backup/veritac-2026-01-31"})
final class Backup implements OnRegister {
    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "DIR", description = "A folder that is empty, or new.")
    private Path target = Path.of("");

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        Path folder = desk.caller().file(target);
        desk.register().backup(folder);
        desk.say("backed up to " + folder);
        return Exit.DONE;
    }
}
