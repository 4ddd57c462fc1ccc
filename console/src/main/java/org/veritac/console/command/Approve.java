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

/// Make a change that somebody else has proposed.
@Command(
        name = "approve",
        header = "Make a change that somebody else has proposed.",
        description = {
            "The change is made as it can be made now, in your name, and names the proposal."
                    + " Whoever proposed it cannot approve it."
        },
        footer = {"", "Example:", "  ./veritac approve 42     a number that proposals prints"})
final class Approve implements OnRegister {
    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "PROPOSAL", description = "The number of the proposal.")
    private long proposal;

    @Option(names = "--json", description = "Print the position as JSON.")
    private boolean json;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        return desk.outcome(
                desk.register().apply(new Change.Approve(proposal), desk.caller().who()),
                json,
                "approved proposal " + proposal);
    }
}
