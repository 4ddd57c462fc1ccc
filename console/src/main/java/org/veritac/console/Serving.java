// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.veritac.console.command.Commands;
import org.veritac.console.command.Desk;
import org.veritac.console.command.Shell;
import org.veritac.console.control.Client;
import org.veritac.console.control.Limits;
import org.veritac.register.Outcome;
import org.veritac.register.policy.PolicyException;
import org.veritac.register.store.DirectoryInUse;
import org.veritac.register.store.Register;
import org.veritac.register.store.World;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A register that answers: the only place where register, interfaces and the control socket are
/// put together.
final class Serving implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    /// The position of a register that holds its policy and nothing else.
    private static final int FRESH = 1;

    /// How long a command that has the directory is waited for.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofMillis(50);

    /// What a start needs.
    ///
    /// @param directory the directory of the register
    /// @param file the configuration file
    /// @param settings what it says, with the command line's options
    /// @param demo what fills an empty register; null for nothing
    /// @param shell who starts it
    record Start(Path directory, Path file, Settings settings, @Nullable Demo demo, Shell shell) {}

    /// What is open, the last first.
    private final Deque<Closeable> open = new ArrayDeque<>();

    private final Start start;
    private @Nullable Networks networks;
    private @Nullable Watch watched;
    private @Nullable LiveConfiguration live;
    private @Nullable OverTheAir cards;
    private String ready = "";
    private boolean closed;

    private Serving(Start start) {
        this.start = start;
    }

    /// Opens the register and lets networks in.
    ///
    /// @throws IOException when the directory, an address or a file cannot be had; then nothing is
    ///   left open
    static Serving start(Start start) throws IOException {
        var serving = new Serving(start);
        try {
            serving.open();
            return serving;
        } catch (IOException | RuntimeException e) {
            try {
                serving.close();
            } catch (IOException also) {
                e.addSuppressed(also);
            }
            throw e;
        }
    }

    private void open() throws IOException {
        ExecutorService background =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("index").factory());
        open.push(background::shutdownNow);
        var world = new World(Clock.systemUTC(), new SecureRandom(), background);
        Register register = claimed(world);
        open.push(register);
        reconcile(register);
        demonstrate(register);
        if (!Files.exists(start.file())) {
            ConfigurationFile.writeStandard(start.directory(), register);
        }
        var watch = new Watch(register, start.directory(), start.settings().sightings());
        watched = watch;
        open.push(watch);
        Where http = start.settings().listen().http();
        InetSocketAddress shown = bound("http", http, () -> watch.listen(http.address()));
        var made = new Networks(register, watch, start.settings());
        networks = made;
        open.push(made);
        made.showIn(watch.metrics());
        made.listen();
        Settings.Ota ota = start.settings().ota();
        if (ota != null) {
            var opened = OverTheAir.open(ota, start.directory(), register);
            cards = opened;
            open.push(opened);
            opened.showIn(watch.metrics());
        }
        var configuration = new LiveConfiguration(register, made, start.file());
        live = configuration;
        open.push(
                org.veritac.console.control.Server.open(
                        start.directory(),
                        new RemoteCommands(register, configuration, cards),
                        Limits.DEFAULT));
        open.remove(made);
        open.push(made); // to be closed before the commands end
        open.push(new Ticker(register, () -> minute(watch)));
        ready = "ready " + made.where() + " http=" + http.withPort(shown.getPort()).text();
    }

    /// Opens the register. A command may have the directory: one that was typed right behind this
    /// one, or a serve that drains. It is waited for, unless it answers as a serve does.
    private Register claimed(World world) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean told = false;
        while (true) {
            try {
                return Register.open(start.directory(), world);
            } catch (DirectoryInUse e) {
                if (isServed()) {
                    throw new IOException(
                            start.directory() + " is served already; end that serve first", e);
                }
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
            }
            if (!told) {
                say("a command has " + start.directory() + "; waiting for its end");
                told = true;
            }
            pause();
        }
    }

    private boolean isServed() throws IOException {
        Optional<Client> client = Client.connect(start.directory());
        if (client.isPresent()) {
            client.get().close();
        }
        return client.isPresent();
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a command had the directory");
        }
    }

    private void say(String what) {
        var err = new PrintWriter(start.shell().err(), true, StandardCharsets.UTF_8);
        err.println(Commands.NAME + ": " + what);
    }

    /// Puts the policy of the configuration file in force, if there is one.
    private void reconcile(Register register) throws IOException {
        if (!Files.exists(start.file())) {
            return;
        }
        Outcome outcome =
                ConfigurationFile.read(start.file()).apply(register, start.shell().user());
        if (outcome instanceof Outcome.Refused(String why)) {
            throw new PolicyException(start.file() + ": " + why);
        }
        if (outcome instanceof Outcome.Done done) {
            LOG.info("the policy of {} is in force, position {}", start.file(), done.position());
        }
    }

    private void demonstrate(Register register) throws IOException {
        Demo demo = start.demo();
        if (demo == null) {
            return;
        }
        var err = new PrintWriter(start.shell().err(), true, StandardCharsets.UTF_8);
        if (register.status().head().position() > FRESH) {
            err.println("note: " + start.directory() + " is not empty, so the demo adds nothing");
            return;
        }
        demo.fill(register, start.directory(), err::println);
    }

    /// Something that takes an address.
    @FunctionalInterface
    interface Binding {
        InetSocketAddress at() throws IOException;
    }

    /// Takes an address, and says what to do when it cannot be had.
    static InetSocketAddress bound(String face, Where where, Binding binding) throws IOException {
        if (where.address().isUnresolved()) {
            throw new IOException(face + ": no host is called " + where.host());
        }
        try {
            return binding.at();
        } catch (IOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw new IOException(
                            "%s: %s cannot be had (%s); end what listens there, or choose another with --%s HOST:PORT"
                                    .formatted(face, where.text(), cause.getMessage(), face),
                            e);
                }
            }
            throw new IOException(face + ": " + e.getMessage(), e);
        }
    }

    private void minute(Watch watch) {
        Networks faces = networks;
        OverTheAir air = cards;
        LOG.info(
                "{}; {}{}",
                watch.lately(),
                faces == null ? "" : faces.peers(),
                air == null ? "" : ", " + air.lately());
    }

    /// The line that says where it listens.
    String ready() {
        return ready;
    }

    /// Reads the configuration file again, as the command `config reload` does, and says in the log
    /// what became of it. A file that is not understood changes nothing.
    void reload() {
        LiveConfiguration configuration = live;
        if (configuration == null) {
            return; // not yet open
        }
        try {
            Desk.Reloaded reloaded = configuration.reload(null, start.shell().user());
            switch (reloaded.policy()) {
                case null ->
                        LOG.info("reload: the policy was in force already; {}", reloaded.rest());
                case Outcome.Done done ->
                        LOG.info(
                                "reload: the policy is in force, position {}; {}",
                                done.position(),
                                reloaded.rest());
                case Outcome.Proposed(long position, _) ->
                        LOG.info(
                                "reload: the policy awaits a second person, position {}", position);
                case Outcome.Refused(String why) ->
                        LOG.error("reload: nothing has changed: {}", why);
            }
        } catch (IOException e) {
            LOG.error("reload: nothing has changed: {}", e.toString());
        }
    }

    /// Drains: the networks are told goodbye, the control socket takes no more commands and waits
    /// for those that run, and the register is closed last.
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (watched != null) {
            watched.drain();
        }
        IOException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
