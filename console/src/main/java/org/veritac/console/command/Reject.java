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

/// End a proposal without making the change.
@Command(
        name = "reject",
        header = "End a proposal without making the change.",
        description = {"Whoever proposed it may withdraw it so, too. The journal keeps who did."},
        footer = {"", "Example:", "  ./veritac reject 42     a number that proposals prints"})
final class Reject implements OnRegister {
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
                desk.register().apply(new Change.Reject(proposal), desk.caller().who()),
                json,
                "rejected proposal " + proposal);
    }
}
