// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.journal.Verification;
import org.veritac.register.store.Register;
import org.veritac.register.store.World;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// Makes a register of a backup.
@Command(
        name = "restore",
        header = "Make a register of a backup, in an empty directory.",
        description = {
            "Copies the backup to --data, opens it and walks along its whole chain. When something"
                    + " is wrong with it, the directory is left empty."
        },
        footer = {"", "Example:", "  ./veritac restore /backup/veritac-2026-01-31 --data ./data"})
final class Restore implements Offline {
    private static final String DATABASE = "veritac.db";
    private static final String LAYERS = "layers";

    private final Supplier<World> world;

    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "DIR", description = "The backup.")
    private Path backup = Path.of("");

    Restore(Supplier<World> world) {
        this.world = world;
    }

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Shell shell) throws IOException {
        var out = new PrintWriter(shell.out(), true, StandardCharsets.UTF_8);
        var err = new PrintWriter(shell.err(), true, StandardCharsets.UTF_8);
        Path from = shell.folder().resolve(backup).normalize();
        Path target = shell.folder().resolve(directory()).normalize();
        if (!Files.exists(from.resolve(DATABASE))) {
            err.println(Commands.NAME + ": " + from + " holds no backup");
            return Exit.FAILURE;
        }
        if (Files.exists(target) && !content(target).isEmpty()) {
            err.println(
                    Commands.NAME
                            + ": "
                            + target
                            + " is not empty; end a serve that has it, and move it away or name"
                            + " another with --data");
            return Exit.NO;
        }
        Verification found = copied(from, target);
        return switch (found) {
            case Verification.Whole whole -> {
                out.println(
                        "restored to "
                                + target
                                + ", head "
                                + whole.head().text()
                                + ", chain whole");
                yield Exit.DONE;
            }
            case Verification.Broken(long position, String why) -> {
                err.println(
                        "%s: %s is not restored: broken at position %d, %s"
                                .formatted(Commands.NAME, from, position, why));
                yield Exit.NO;
            }
            case Verification.Differing(String view, String why) -> {
                err.println(
                        "%s: %s is not restored: in it %s is wrong, %s"
                                .formatted(Commands.NAME, from, view, why));
                yield Exit.NO;
            }
        };
    }

    private Verification copied(Path from, Path target) throws IOException {
        boolean whole = false;
        try {
            Files.createDirectories(target.resolve(LAYERS));
            Files.copy(from.resolve(DATABASE), target.resolve(DATABASE));
            for (Path layer : content(from.resolve(LAYERS))) {
                Files.copy(layer, target.resolve(LAYERS).resolve(layer.getFileName()));
            }
            Verification found = verified(target);
            whole = found instanceof Verification.Whole;
            return found;
        } finally {
            if (!whole) {
                empty(target);
            }
        }
    }

    private Verification verified(Path target) throws IOException {
        try (var register = Register.open(target, world.get())) {
            return register.verify(null, _ -> {});
        }
    }

    private static List<Path> content(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void empty(Path folder) throws IOException {
        var all = new ArrayList<Path>();
        try (var files = Files.walk(folder)) {
            files.filter(file -> !file.equals(folder)).forEach(all::add);
        }
        all.sort(Comparator.reverseOrder());
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
