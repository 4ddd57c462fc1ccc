// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.trial;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import org.veritac.card.trial.Daemon;
import org.veritac.handset.memory.StreamTpmLink;
import org.veritac.handset.memory.TpmAnchor;
import org.veritac.handset.memory.TpmLink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A TPM in software for a test: Debian's swtpm, on ports of its own.
public final class Swtpm implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/swtpm");
    private static final int ATTEMPTS = 200;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final @Nullable Daemon daemon;
    private final int port;
    private int places;

    private Swtpm(@Nullable Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /// Whether one can be started here.
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /// Where none was started.
    public static Swtpm none() {
        return new Swtpm(null, 0);
    }

    /// Starts one, which listens when this returns: for commands at a port, for control, which
    /// tpm2-tools want too, at the next.
    ///
    /// @param directory for its state and what it says
    public static Swtpm start(Path directory) throws IOException, InterruptedException {
        int port = Daemon.freePorts();
        var daemon =
                Daemon.start(
                        directory.resolve("swtpm.log"),
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
                        "not-need-init,startup-clear");
        daemon.await(() -> listens(port + 1));
        return new Swtpm(daemon, port);
    }

    private static boolean listens(int port) {
        try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /// Where it takes commands.
    public int port() {
        return port;
    }

    /// Places for a memory, one after the other.
    public int nextPlace() {
        return places++ % TpmAnchor.PLACES_MAX;
    }

    /// A connection; swtpm takes one at a time.
    public TpmLink link() throws IOException {
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

    /// What is done over a connection.
    @FunctionalInterface
    public interface Use<T> {
        /// Does it.
        T with(TpmLink link) throws IOException;
    }

    /// Does something over a connection of its own.
    public <T> T withLink(Use<T> use) throws IOException {
        try (TpmLink link = link()) {
            return use.with(link);
        }
    }

    /// What one of tpm2-tools says.
    public String tool(String... command) throws IOException, InterruptedException {
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
        if (daemon != null) {
            daemon.close();
        }
    }
}
