// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.jspecify.annotations.Nullable;
import org.veritac.console.command.Cancelled;
import org.veritac.console.command.Cards;
import org.veritac.console.command.Commands;
import org.veritac.console.command.Desk;
import org.veritac.console.command.Execution;
import org.veritac.console.command.Exit;
import org.veritac.console.command.OnRegister;
import org.veritac.console.control.Link;
import org.veritac.console.control.Request;
import org.veritac.console.control.Work;
import org.veritac.register.store.Progress;
import org.veritac.register.store.Register;

import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Runs the commands that come to a `serve` on its live register.
final class RemoteCommands implements Work {
    private final Register register;
    private final Desk.Configuration configuration;
    private final @Nullable Cards cards;

    /// @param cards the way to them; null for none
    RemoteCommands(Register register, Desk.Configuration configuration, @Nullable Cards cards) {
        this.cards = cards;
        this.register = register;
        this.configuration = configuration;
    }

    @Override
    public int run(Request request, String who, Link link) {
        var out =
                new PrintWriter(
                        new BufferedWriter(
                                new OutputStreamWriter(link.out(), StandardCharsets.UTF_8)));
        var err = new PrintWriter(link.err(), true, StandardCharsets.UTF_8);
        Progress progress =
                (stage, done, total) -> {
                    if (link.isCancelled()) {
                        throw new Cancelled();
                    }
                    if (request.terminal()) {
                        link.step(stage, done, total);
                    }
                };
        var caller = new Desk.Caller(who, Path.of(request.folder()));
        var desk = new Desk(register, out, err, progress, caller, configuration, cards);
        return new Execution(out, err)
                .run(
                        Commands.line(Door.MEANS),
                        request.words(),
                        command -> {
                            if (command instanceof OnRegister ours) {
                                return ours.run(desk);
                            }
                            err.println(Commands.NAME + ": not while the directory is served");
                            return Exit.NO;
                        });
    }
}
