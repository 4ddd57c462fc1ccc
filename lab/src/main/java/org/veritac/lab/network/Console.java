// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.network;

import org.veritac.console.control.Client;
import org.veritac.console.control.Request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of the register, typed by a program.
public final class Console {
    private static final String MAIN = "org.veritac.console.Main";

    private Console() {}

    /// What a command has said.
    ///
    /// @param code its exit code
    /// @param out its standard output
    /// @param err its standard error
    public record Said(int code, String out, String err) {}

    /// Runs a command in the `serve` that owns a directory, by its control socket, as if typed
    /// where this program was.
    ///
    /// @throws IOException when nobody serves the directory, or the server ends before its answer
    public static Said inServer(Path data, String... words) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Client client =
                Client.connect(data).orElseThrow(() -> new IOException("nobody serves " + data));
        try (client) {
            String folder = Path.of("").toAbsolutePath().toString();
            int code =
                    client.run(
                            new Request(List.of(words), folder, false),
                            new Client.Screen(out, err, (_, _, _) -> {}));
            return new Said(code, text(out), text(err));
        }
    }

    private static String text(ByteArrayOutputStream octets) {
        return octets.toString(StandardCharsets.UTF_8);
    }

    /// Runs a command in a process of its own, as a person does.
    ///
    /// @param folder where it is typed
    public static Said inProcess(Path folder, List<String> words) throws IOException {
        Process process = start(folder, words);
        var err = new ByteArrayOutputStream();
        Thread reader = Thread.ofVirtual().start(() -> transfer(process.getErrorStream(), err));
        try {
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            reader.join();
            return new Said(process.waitFor(), out, text(err));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a command runs");
        }
    }

    private static Process start(Path folder, List<String> words) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MAIN));
        command.addAll(words);
        return new ProcessBuilder(command).directory(folder.toFile()).start();
    }

    private static void transfer(InputStream from, ByteArrayOutputStream to) {
        try (from) {
            from.transferTo(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
