// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.journal.Head;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// Prints the end of the journal.
@Command(
        name = "head",
        header = "Print position and hash of the newest record.",
        description = {
            "Kept elsewhere, the line finds a journal that was rewritten as a whole: journal verify"
                    + " --head FILE."
        },
        footer = {"", "Example:", "  ./veritac journal head > head-2026-01-31"})
final class JournalHead implements OnRegister {
    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        Head head = desk.register().status().head();
        if (json) {
            desk.json(
                    Json.object()
                            .put("position", head.position())
                            .put("hash", head.hash())
                            .put("at", Instant.ofEpochMilli(head.atMillis()).toString()));
        } else {
            desk.say(head.text());
        }
        return Exit.DONE;
    }
}
