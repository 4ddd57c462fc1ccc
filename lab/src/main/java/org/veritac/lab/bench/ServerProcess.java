// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A whole `serve` in a process of its own, as networks meet it, on free ports of this machine.
public final class ServerProcess implements Closeable {
    private static final Pattern ADDRESS = Pattern.compile("(\\w+)=(\\S+):([0-9]+)");
    private static final int STOP_SECONDS = 20;

    /// As the launcher starts it.
    private static final List<String> TO_LAST = List.of("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=5");

    private static final List<String> TO_START =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m");

    private final Process process;
    private final String ready;

    private ServerProcess(Process process, String ready) {
        this.process = process;
        this.ready = ready;
    }

    /// Starts a server as it is meant to run, and waits until it is ready.
    ///
    /// @param data its directory
    /// @param options more options of `serve`
    /// @throws IOException when it ends before it is ready
    public static ServerProcess start(Path data, List<String> options) throws IOException {
        return start(data, options, TO_LAST);
    }

    /// Starts a server that is ready soon and is not for measuring.
    ///
    /// @param data its directory
    /// @param options more options of `serve`
    /// @throws IOException when it ends before it is ready
    public static ServerProcess startSoon(Path data, List<String> options) throws IOException {
        return start(data, options, TO_START);
    }

    private static ServerProcess start(Path data, List<String> options, List<String> machine)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(machine);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.veritac.console.Main",
                        "serve",
                        "--data",
                        data.toString()));
        for (String door : List.of("--s13", "--n5g", "--gsup", "--http")) {
            command.addAll(List.of(door, "127.0.0.1:0"));
        }
        command.addAll(options);
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log(data).toFile()))
                        .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ready ")) {
                return new ServerProcess(process, line);
            }
        }
        throw new IOException("serve ended before it was ready; it said why in " + log(data));
    }

    private static Path log(Path data) {
        return data.resolveSibling("serve.log");
    }

    /// The line with which it says that it is ready.
    public String ready() {
        return ready;
    }

    /// Where one of its interfaces listens.
    ///
    /// @param name s13, n5g, gsup or http
    public InetSocketAddress address(String name) {
        Matcher matcher = ADDRESS.matcher(ready);
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return new InetSocketAddress(matcher.group(2), Integer.parseInt(matcher.group(3)));
            }
        }
        throw new IllegalArgumentException("no interface " + name + " in: " + ready);
    }

    /// Its process, to be watched or killed.
    public Process process() {
        return process;
    }

    /// Asks it to end, and kills it if it does not.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
