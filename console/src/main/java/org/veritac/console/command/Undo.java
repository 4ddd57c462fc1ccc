// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.Change;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;

/// Takes an import back.
@Command(
        name = "undo",
        header = "Take an import back as a whole.",
        description = {
            "Only the newest import of its list and source can go; an older one is refused, and the"
                    + " later one is named. Single changes stay."
        },
        footer = {
            "",
            "Example:",
            "  ./veritac undo 42     the number that import and status print"
        })
final class Undo implements OnRegister {
    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "IMPORT", description = "The number of the import.")
    private long position;

    @Option(names = "--json", description = "Print the position as JSON.")
    private boolean json;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        return desk.outcome(
                desk.register().apply(new Change.Undo(position), desk.caller().who()),
                json,
                "import " + position + " is taken back");
    }
}
