// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.store.Reading.Proposal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Shows the changes that wait for a second person.
@Command(
        name = "proposals",
        header = "Show the changes that wait for a second person.",
        description = {
            "Which changes do is said by second-person in the policy; by default none. What waits"
                    + " has changed nothing."
        },
        footer = {"", "Example:", "  ./veritac proposals"})
final class Proposals implements OnRegister {
    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        List<Proposal> proposals = desk.register().reading().proposals();
        if (json) {
            var rows = new Rows(desk.out());
            for (Proposal one : proposals) {
                rows.add(
                        Json.object()
                                .put("proposal", one.position())
                                .put("at", one.at().toString())
                                .put("who", one.who())
                                .put("what", one.what()));
            }
            rows.end();
            return Exit.DONE;
        }
        if (proposals.isEmpty()) {
            desk.say("nothing waits for a second person");
        }
        for (Proposal one : proposals) {
            desk.say(
                    "%d %s by %s: %s"
                            .formatted(
                                    one.position(),
                                    one.at(),
                                    Text.plain(one.who()),
                                    Text.plain(one.what())));
        }
        return Exit.DONE;
    }
}
