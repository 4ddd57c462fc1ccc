// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.veritac.analytics.Country;
import org.veritac.console.command.Cancelled;
import org.veritac.console.command.Commands;
import org.veritac.console.command.CountryDesk;
import org.veritac.console.command.Desk;
import org.veritac.console.command.Execution;
import org.veritac.console.command.Exit;
import org.veritac.console.command.Offline;
import org.veritac.console.command.OnCountry;
import org.veritac.console.command.OnRegister;
import org.veritac.console.command.Shell;
import org.veritac.console.control.Client;
import org.veritac.console.control.Request;
import org.veritac.register.store.DirectoryInUse;
import org.veritac.register.store.Progress;
import org.veritac.register.store.Register;
import org.veritac.register.store.World;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Finds who runs a command: the `serve` that owns the directory, or this process.
final class Door {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /// What every command line of this program is given.
    static final Commands.Means MEANS = new Commands.Means(SettingsText::standardFile, Door::world);

    private final Shell shell;
    private final PrintWriter out;
    private final PrintWriter err;

    Door(Shell shell) {
        this.shell = shell;
        out = new PrintWriter(shell.out(), false, StandardCharsets.UTF_8);
        err = new PrintWriter(shell.err(), true, StandardCharsets.UTF_8);
    }

    /// Runs a command line to its exit code.
    int run(String... words) {
        List<String> typed = List.of(words);
        try (var interrupt = new Interrupt()) {
            return new Execution(out, err)
                    .run(
                            Commands.line(MEANS, new Serve()),
                            typed,
                            command -> step(command, typed, interrupt));
        }
    }

    private int step(Object command, List<String> words, Interrupt interrupt) throws IOException {
        return switch (command) {
            case Offline alone -> alone.run(shell);
            case OnRegister ours -> onRegister(ours, words, interrupt);
            case OnCountry ours -> onCountry(ours, interrupt);
            default -> throw new AssertionError("Execution gives no other commands");
        };
    }

    private int onCountry(OnCountry command, Interrupt interrupt) throws IOException {
        var cancelled = new AtomicBoolean();
        interrupt.stops(() -> cancelled.set(true));
        try (var bar = new Bar(shell)) {
            return command.run(
                    new CountryDesk(
                            new Country.Means(Clock.systemUTC(), new SecureRandom(), shell.user()),
                            shell.cluster(),
                            shell.folder(),
                            out,
                            err,
                            progress(bar, cancelled),
                            (to, words) -> new Door(to == null ? shell : shell.to(to)).run(words)));
        }
    }

    /// Tries the server and the directory in turn, for as long as another command may have it.
    private int onRegister(OnRegister command, List<String> words, Interrupt interrupt)
            throws IOException {
        Path directory = shell.folder().resolve(command.directory()).normalize();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Client> client = Client.connect(directory);
            if (client.isPresent()) {
                try (Client server = client.get()) {
                    return remote(server, words, interrupt);
                }
            }
            if (Files.exists(directory) && !Files.isReadable(directory)) {
                throw new AccessDeniedException(directory.toString());
            }
            if (!command.makesDirectory() && !Commands.isRegister(directory)) {
                err.println(
                        Commands.NAME
                                + ": "
                                + directory
                                + " holds no register; name another with --data, or make one with"
                                + " serve, import or add");
                return Exit.FAILURE;
            }
            try (var register = Register.open(directory, world())) {
                return local(command, register, directory, interrupt);
            } catch (DirectoryInUse e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static World world() {
        return new World(Clock.systemUTC(), new SecureRandom(), Runnable::run);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int local(OnRegister command, Register register, Path directory, Interrupt interrupt)
            throws IOException {
        var cancelled = new AtomicBoolean();
        interrupt.stops(() -> cancelled.set(true));
        try (var bar = new Bar(shell)) {
            return command.run(
                    new Desk(
                            register,
                            out,
                            err,
                            progress(bar, cancelled),
                            new Desk.Caller(shell.user(), shell.folder()),
                            new OwnConfiguration(register, directory),
                            null));
        }
    }

    private static Progress progress(Bar bar, AtomicBoolean cancelled) {
        return (stage, done, total) -> {
            if (cancelled.get()) {
                throw new Cancelled();
            }
            bar.at(stage, done, total);
        };
    }

    private int remote(Client server, List<String> words, Interrupt interrupt) throws IOException {
        interrupt.stops(server::cancel);
        try (var bar = new Bar(shell)) {
            return server.run(
                    new Request(words, shell.folder().toString(), shell.terminal()),
                    new Client.Screen(bar.before(shell.out()), bar.before(shell.err()), bar::at));
        }
    }
}
