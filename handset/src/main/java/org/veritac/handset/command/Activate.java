// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import org.veritac.handset.applications.Runner;
import org.veritac.handset.applications.Shelf;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Runs an application at its operator's command.
@Command(
        name = "activate",
        header = "Run an application that the token has brought, at its operator's command.",
        description = "Each command runs it once, in a process of its own.",
        footer = {"", "Example:", "  ./veritac token activate --order activate.order"})
final class Activate implements Callable<Integer> {
    private final World world;
    @Mixin private final Handset handset = new Handset();

    @Option(
            names = "--order",
            paramLabel = "FILE",
            required = true,
            description = "The operator's signed command.")
    private Path order = Path.of("");

    Activate(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        byte[] command = Files.readAllBytes(order);
        return handset.with(world, mirror -> said(mirror.activate(command)));
    }

    private int said(Shelf.Outcome outcome) {
        return switch (outcome) {
            case Shelf.Outcome.Ran(Runner.End.Finished(var status, var said)) -> {
                handset.out().println(said.stripTrailing());
                yield status == 0 ? Handset.DONE : handset.no("it ended with " + status);
            }
            case Shelf.Outcome.Ran(Runner.End.OutOfTime()) ->
                    handset.no("it did not end in time, and was ended");
            case Shelf.Outcome.Ran(Runner.End.TooMuchOutput()) ->
                    handset.no("it said too much, and was ended");
            case Shelf.Outcome.Refused(var why) -> handset.no("not run: " + why);
            case Shelf.Outcome.Kept _ -> handset.no("not run");
        };
    }
}
