// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import org.veritac.handset.memory.Anchor;
import org.veritac.handset.memory.Disk;
import org.veritac.handset.memory.StreamTpmLink;
import org.veritac.handset.memory.TpmAnchor;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The TPM of a phone of the lab: swtpm, where it is installed.
public final class SoftwareTpm implements Closeable {
    private static final Path PROGRAM = Path.of("/usr/bin/swtpm");
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int ATTEMPTS = 250;

    private final Process process;
    private final int port;
    private final SecureRandom random = new SecureRandom();

    private SoftwareTpm(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts a new one.
    ///
    /// @param directory where its state is made
    /// @return empty where there is no such program
    public static Optional<SoftwareTpm> startIfInstalled(Path directory) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            return Optional.empty();
        }
        Path state = Files.createDirectory(directory.resolve("swtpm"));
        int port = freePort();
        var command =
                List.of(
                        PROGRAM.toString(),
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + state,
                        "--server",
                        "type=tcp,port=" + port,
                        "--flags",
                        "not-need-init,startup-clear");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return Optional.of(new SoftwareTpm(builder.start(), port));
    }

    private static int freePort() throws IOException {
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return one.getLocalPort();
        }
    }

    /// Its first place for a memory. It takes one connection at a time, and listens a moment after
    /// its start; one that comes before the last has ended is dropped.
    public Anchor anchor(Disk disk) throws IOException {
        IOException last = new IOException("swtpm does not listen");
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                return TpmAnchor.open(StreamTpmLink.over(socket), 0, disk, random);
            } catch (EOFException | SocketException e) {
                last = e;
                pause();
            }
        }
        throw last;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while swtpm starts", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
