// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.command;

import org.jspecify.annotations.Nullable;
import org.veritac.handset.applications.Runner;
import org.veritac.handset.memory.Anchor;
import org.veritac.handset.memory.Change;
import org.veritac.handset.memory.Disk;
import org.veritac.handset.memory.FileAnchor;
import org.veritac.handset.memory.FileDisk;
import org.veritac.handset.memory.Opening;
import org.veritac.handset.memory.Pkcs11Anchor;
import org.veritac.handset.memory.ProtectedMemory;
import org.veritac.handset.memory.StreamTpmLink;
import org.veritac.handset.memory.TpmAnchor;
import org.veritac.handset.mirror.DeviceKit;
import org.veritac.handset.mirror.Mirror;
import org.veritac.handset.personal.PersonalStore;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// This machine as the handset: its directory, its protected memory, who it is. A mixin of every
/// command that needs it.
final class Handset {
    static final int DONE = 0;
    static final int NO = 1;

    private static final String KIT = "kit";
    private static final String START_OVER =
            " give up what the memory held: ./veritac token start-over";
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final int PORT_MAX = 65_535;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "handset-data",
            description = "What this handset keeps (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("handset-data");

    @Option(
            names = "--kit",
            paramLabel = "FILE",
            description = "Who this handset is, from its factory; needed the first time only.")
    private Optional<Path> kit = Optional.empty();

    @Option(
            names = "--memory",
            paramLabel = "WHERE",
            defaultValue = "file",
            description = {
                "Where keys live: tpm:HOST:PORT or tpm:DEVICE, pkcs11:LIBRARY, or file, which is"
                        + " not protected",
                "(default: ${DEFAULT-VALUE}). The same one each time."
            })
    private String memory = "file";

    @Option(
            names = "--memory-pin",
            paramLabel = "PIN",
            arity = "0..1",
            interactive = true,
            description = "PIN of the PKCS #11 token; asked for when none is given.")
    private char[] memoryPin = {};

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    CommandLine line() {
        if (spec == null) {
            throw new AssertionError("picocli has set it");
        }
        return spec.commandLine();
    }

    PrintWriter out() {
        return line().getOut();
    }

    /// Says why not, and is the exit code of that.
    int no(String why) {
        line().getErr().println("veritac: " + why);
        return NO;
    }

    /// Something to be done with the open handset.
    @FunctionalInterface
    interface Work {
        int on(Mirror mirror) throws IOException;
    }

    /// Opens the handset, does it, closes it.
    int with(World world, Work work) throws IOException {
        try (FileDisk disk = FileDisk.open(data.resolve("memory"))) {
            var anchor = anchor(disk, world);
            return switch (open(anchor, disk)) {
                case Opening.Open(var opened) -> {
                    try (var mirror = mirror(opened, disk, world)) {
                        yield work.on(mirror);
                    }
                }
                case Opening.OlderImage _ -> {
                    anchor.close();
                    yield no(
                            "the disk is older than the protected memory remembers: a restored"
                                    + " image. Nothing of it is used. Put the newer one back, or"
                                    + START_OVER);
                }
                case Opening.Foreign _ -> {
                    anchor.close();
                    yield no(
                            "what is in "
                                    + data
                                    + " belongs to another protected memory: name that one"
                                    + " (--memory), or"
                                    + START_OVER);
                }
            };
        }
    }

    /// Empties the protected memory, where nothing else is possible.
    int startOver(World world) throws IOException {
        try (FileDisk disk = FileDisk.open(data.resolve("memory"))) {
            var anchor = anchor(disk, world);
            if (open(anchor, disk) instanceof Opening.Open(var opened)) {
                opened.close();
                return no(
                        "this memory and its disk belong together: return or release ends the"
                                + " subscription");
            }
            try (anchor) {
                ProtectedMemory.startOver(anchor, disk, world.random());
            }
            out().println("the protected memory is empty; the next load needs --kit");
            return DONE;
        }
    }

    private static Opening open(Anchor anchor, Disk disk) throws IOException {
        try {
            return ProtectedMemory.open(anchor, disk);
        } catch (IOException e) {
            anchor.close();
            throw e;
        }
    }

    private Anchor anchor(Disk disk, World world) throws IOException {
        if (memory.equals("file")) {
            return FileAnchor.open(disk, world.random(), "unprotected".toCharArray());
        }
        int colon = memory.indexOf(':');
        String what = colon < 0 ? "" : memory.substring(colon + 1);
        return switch (colon < 0 ? memory : memory.substring(0, colon)) {
            case "tpm" -> TpmAnchor.open(tpm(what), 0, disk, world.random());
            case "pkcs11" -> {
                try {
                    yield Pkcs11Anchor.open(Path.of(what), 0, memoryPin, world.random());
                } finally {
                    Arrays.fill(memoryPin, '0');
                }
            }
            default -> throw new ParameterException(line(), "--memory " + memory + " is none");
        };
    }

    private StreamTpmLink tpm(String where) throws IOException {
        int colon = where.lastIndexOf(':');
        if (colon < 0) {
            return StreamTpmLink.over(Path.of(where));
        }
        String port = where.substring(colon + 1);
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > PORT_MAX) {
            throw new ParameterException(line(), "--memory " + memory + ": no port " + port);
        }
        return StreamTpmLink.over(new Socket(where.substring(0, colon), Integer.parseInt(port)));
    }

    private Mirror mirror(ProtectedMemory opened, FileDisk disk, World world) throws IOException {
        var who = who(opened);
        Path workplace = Files.createDirectories(data.resolve("work"));
        var runner =
                new Runner(
                        world.java(),
                        workplace,
                        PATIENCE,
                        task -> Thread.ofVirtual().name("application").start(task));
        var personal = new PersonalStore(data.resolve("personal"));
        return Mirror.open(
                new Mirror.Body(
                        who, opened, disk, personal, runner, world.clock(), world.random()));
    }

    /// From protected memory; the first time from the factory's file.
    private DeviceKit who(ProtectedMemory opened) throws IOException {
        var kept = opened.value(KIT);
        if (kept.isPresent()) {
            return DeviceKit.read(new String(kept.get(), StandardCharsets.UTF_8))
                    .orElseThrow(() -> new IOException("a kit of another version"));
        }
        if (kit.isEmpty()) {
            throw new ParameterException(
                    line(), "this handset is new: give it --kit FILE, from its factory");
        }
        String text = Files.readString(kit.get());
        var read =
                DeviceKit.read(text).orElseThrow(() -> new IOException(kit.get() + " is no kit"));
        opened.commit(new Change().put(KIT, text.getBytes(StandardCharsets.UTF_8)));
        return read;
    }
}
