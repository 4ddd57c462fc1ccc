// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Outcome;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;

/// Reads the configuration file again.
@Command(
        name = "reload",
        header = "Read the configuration file again and put it in force.",
        description = {
            "A policy that differs from the one in force is one change in the journal. A file that"
                    + " is not understood changes nothing: the exit code is 1, and the place is"
                    + " named."
        },
        footer = {"", "Example:", "  ./veritac config reload"})
final class ConfigReload implements OnRegister {
    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Another file than DIR/veritac.yaml, or than the one serve was given.")
    private @Nullable Path file;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        Path named = file == null ? null : desk.caller().file(file);
        Desk.Reloaded reloaded = desk.configuration().reload(named, desk.caller().who());
        Outcome policy = reloaded.policy();
        return switch (policy) {
            case null -> {
                desk.say("the policy was in force already");
                desk.say(reloaded.rest());
                yield Exit.DONE;
            }
            case Outcome.Done done -> {
                desk.say("the policy is in force, position " + done.position());
                desk.say(reloaded.rest());
                yield Exit.DONE;
            }
            case Outcome.Proposed(long position, _) -> {
                desk.say(Desk.proposed(position));
                yield Exit.DONE;
            }
            case Outcome.Refused(String why) -> desk.no("nothing has changed: " + why);
        };
    }
}
