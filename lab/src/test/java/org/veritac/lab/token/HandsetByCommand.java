// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.veritac.card.CardLink;
import org.veritac.card.pcsc.VirtualReader;
import org.veritac.handset.applications.Runner;
import org.veritac.handset.command.Token;
import org.veritac.handset.command.World;
import org.veritac.handset.memory.Anchor;
import org.veritac.handset.memory.Disk;
import org.veritac.handset.memory.FileDisk;
import org.veritac.handset.memory.Opening;
import org.veritac.handset.memory.ProtectedMemory;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.handset.mirror.Mirror;
import org.veritac.handset.personal.PersonalStore;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A handset that is used by `./veritac token`, and by nothing else.
final class HandsetByCommand {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int ATTEMPTS_MAX = 200;
    private static final int PAUSE_MILLIS = 25;

    final Path data;
    private final DeviceKit kit;
    private final Path kitFile;
    private final List<String> memory;
    private final SecureRandom random = new SecureRandom();

    /// @param folder new
    /// @param memory options that say where keys live
    HandsetByCommand(Path folder, DeviceKit kit, List<String> memory) throws IOException {
        this.data = folder.resolve("phone");
        this.kit = kit;
        this.kitFile = Files.writeString(folder.resolve("handset.kit"), kit.text());
        this.memory = memory;
    }

    /// How a command ended.
    record Said(int code, String out, String err) {}

    /// `./veritac token` with words behind it.
    Said say(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        all.addAll(memory);
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                Token.line(new World(Clock.systemUTC(), random, Path.of("java")))
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(all.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    /// The same, with a token that comes to the command's own slot.
    Said sayAt(CardLink token, String... words) throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var comes = Thread.ofVirtual().start(() -> insert(token, port));
        var all = new ArrayList<>(List.of(words));
        all.add(1, Integer.toString(port));
        var said = say(all.toArray(String[]::new));
        comes.interrupt();
        comes.join();
        return said;
    }

    private static void insert(CardLink token, int port) {
        var slot = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < ATTEMPTS_MAX && !Thread.currentThread().isInterrupted(); i++) {
            try (var reader = VirtualReader.connect(slot, token, SOON)) {
                reader.run();
                return;
            } catch (IOException e) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Said load(CardLink token) throws IOException, InterruptedException {
        return sayAt(token, "load", "--kit", kitFile.toString(), "--pin", "1234");
    }

    /// Something that is done with the SIM.
    @FunctionalInterface
    interface Use {
        void with(CardLink sim) throws IOException;
    }

    /// Somebody opens the memory that the commands left.
    @FunctionalInterface
    interface Way {
        Anchor open(Disk disk) throws IOException;
    }

    /// Uses the SIM that this handset is.
    void use(Way way, Use use) throws IOException {
        try (var disk = FileDisk.open(data.resolve("memory"))) {
            var opening = ProtectedMemory.open(way.open(disk), disk);
            assertThat(opening).isInstanceOf(Opening.Open.class);
            var opened = ((Opening.Open) opening).memory();
            var runner = new Runner(Path.of("java"), data, SOON, Runnable::run);
            var personal = new PersonalStore(data.resolve("personal"));
            var clock = Clock.systemUTC();
            try (var mirror =
                    Mirror.open(
                            new Mirror.Body(kit, opened, disk, personal, runner, clock, random))) {
                use.with(mirror.sim());
            }
        }
    }
}
