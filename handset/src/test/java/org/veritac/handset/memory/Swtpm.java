// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A swtpm of a test, on ports of its own.
final class Swtpm implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/swtpm");
    private static final int ATTEMPTS = 200;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final @Nullable Process process;
    private final int port;
    private int places;

    private Swtpm(@Nullable Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    static Swtpm none() {
        return new Swtpm(null, 0);
    }

    static Swtpm start(Path directory) throws IOException {
        int port = freePort();
        Process process =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "socket",
                                "--tpm2",
                                "--tpmstate",
                                "dir=" + directory,
                                "--server",
                                "type=tcp,port=" + port,
                                "--ctrl",
                                "type=tcp,port=" + (port + 1),
                                "--flags",
                                "not-need-init,startup-clear")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new Swtpm(process, port);
    }

    /// A port whose neighbour is free too, where tpm2-tools look for the control channel.
    private static int freePort() throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    var _ =
                            new ServerSocket(
                                    one.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
                return one.getLocalPort();
            } catch (IOException | IllegalArgumentException e) {
                LockSupport.parkNanos(1);
            }
        }
        throw new IOException("no two free ports in a row");
    }

    int nextPlace() {
        return places++ % TpmAnchor.PLACES_MAX;
    }

    /// A connection; swtpm takes one at a time, and begins to listen a moment after its start.
    TpmLink link() throws IOException {
        IOException last = new IOException("swtpm does not listen");
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return StreamTpmLink.over(new Socket(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                last = e;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        throw last;
    }

    interface Use<T> {
        T with(TpmLink link) throws IOException;
    }

    <T> T withLink(Use<T> use) throws IOException {
        try (TpmLink link = link()) {
            return use.with(link);
        }
    }

    /// What one of tpm2-tools says.
    String tool(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(command));
        all.add("-T");
        all.add("swtpm:host=127.0.0.1,port=" + port);
        Process tool = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), US_ASCII);
        if (!tool.waitFor(10, TimeUnit.SECONDS) || tool.exitValue() != 0) {
            throw new IOException(said);
        }
        return said;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }
}
