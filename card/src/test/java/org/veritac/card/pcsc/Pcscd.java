// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.pcsc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A PC/SC daemon of Debian with a virtual reader of two slots on free ports, started for a test.
/// Its socket lies in a fixed place, so there is one on a machine.
final class Pcscd implements AutoCloseable {
    private static final Path DAEMON = Path.of("/usr/sbin/pcscd");
    private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
    private static final Path DIRECTORY = Path.of("/run/pcscd");
    private static final Path SOCKET = DIRECTORY.resolve("pcscd.comm");
    private static final int ATTEMPTS_MAX = 100;
    private static final int SLOTS = 2;

    private final Process process;
    private final int port;

    private Pcscd(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Why none can be started here; empty when one can.
    static Optional<String> missing() {
        if (!Files.isExecutable(DAEMON) || !Files.exists(DRIVER)) {
            return Optional.of("pcscd or vsmartcard-vpcd is not installed");
        }
        if (Files.exists(SOCKET)) {
            return Optional.of("a pcscd runs already: " + SOCKET);
        }
        boolean mayListen =
                Files.isWritable(Files.exists(DIRECTORY) ? DIRECTORY : DIRECTORY.getParent());
        return mayListen ? Optional.empty() : Optional.of("may not write to " + DIRECTORY);
    }

    static Pcscd start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(DIRECTORY);
        int port = freePorts();
        Path configuration =
                Files.writeString(
                        folder.resolve("reader.conf"),
                        """
                        FRIENDLYNAME "Virtual PCD"
                        DEVICENAME /dev/null:0x%1$X
                        LIBPATH %2$s
                        CHANNELID 0x%1$X
                        """
                                .formatted(port, DRIVER));
        var process =
                new ProcessBuilder(
                                DAEMON.toString(),
                                "--foreground",
                                "--config",
                                configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("pcscd.log").toFile())
                        .start();
        var pcscd = new Pcscd(process, port);
        for (int i = 0; i < ATTEMPTS_MAX && !Files.exists(SOCKET); i++) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException(Files.readString(folder.resolve("pcscd.log")));
            }
        }
        return pcscd;
    }

    /// The first of two free ports that follow each other.
    private static int freePorts() throws IOException {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            try (var first = new ServerSocket(0)) {
                if (isFree(first.getLocalPort() + 1)) {
                    return first.getLocalPort();
                }
            }
        }
        throw new IOException("no two free ports");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /// Where a slot, 0 or 1, listens.
    InetSocketAddress slot(int number) {
        if (number < 0 || number >= SLOTS) {
            throw new IllegalArgumentException("vpcd has two slots");
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port + number);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(SOCKET);
    }
}
