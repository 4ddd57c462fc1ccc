// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.ListName;
import org.veritac.register.files.ListFileWriter;
import org.veritac.register.store.Reading;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a list as a file that can be imported.
@Command(
        name = "export",
        header = "Write a list as a CSV file that can be imported.",
        description = {
            "All entries in force, or with --since a delta of what has changed since a position."
                    + " The file appears when it is whole; - is standard output. It holds full"
                    + " identities and only its owner can read it."
        },
        footer = {
            "",
            "Examples:",
            "  ./veritac export black black.csv --source police",
            "  ./veritac export black - --since 1042 > changes.csv"
        })
final class Export implements OnRegister {
    private static final String STANDARD_OUTPUT = "-";

    @Mixin private DataOption data = new DataOption();

    @Parameters(
            index = "0",
            paramLabel = "LIST",
            description = "black, grey, white, pairs, imsi, links or tac")
    private ListName list = ListName.BLACK;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file to write, or -.")
    private String file = "";

    @Option(names = "--source", paramLabel = "NAME", description = "Only of this source.")
    private String source = "";

    @Option(
            names = "--since",
            paramLabel = "POSITION",
            description = "Only what has changed since, as a delta.")
    private long since;

    private long written;

    @Override
    public Path directory() {
        return data.directory();
    }

    @Override
    public int run(Desk desk) throws IOException {
        long newest = desk.register().status().head().position();
        if (since < 0 || since > newest) {
            return desk.usage("--since: the journal has positions 1 to " + newest);
        }
        if (file.equals(STANDARD_OUTPUT)) {
            write(desk, new Unclosed(desk.out()));
            desk.requireReader();
            return Exit.DONE;
        }
        Path target = desk.caller().file(Path.of(file));
        whole(desk, target);
        desk.say(written + " rows of " + list.text() + " in " + target);
        return Exit.DONE;
    }

    /// Writes beside the file, and puts it in its place when it is whole and on the disk.
    private void whole(Desk desk, Path target) throws IOException {
        Path folder = target.resolveSibling("");
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": there is no such folder");
        }
        Path fresh = Files.createTempFile(folder, ".export", ".csv");
        try {
            write(desk, Files.newBufferedWriter(fresh));
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(
                    fresh,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private void write(Desk desk, Writer out) throws IOException {
        Reading reading = desk.register().reading();
        try (var rows = new ListFileWriter(out, list, since > 0)) {
            Reading.Sink sink =
                    (one, removed) -> {
                        rows.write(one.entry(), removed);
                        desk.row("writing", ++written);
                        return true;
                    };
            if (since > 0) {
                reading.difference(list, source, since, sink);
            } else {
                reading.list(list, source, sink);
            }
        }
    }

    /// Standard output goes on when a list has ended.
    private static final class Unclosed extends FilterWriter {
        private Unclosed(Writer out) {
            super(out);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
