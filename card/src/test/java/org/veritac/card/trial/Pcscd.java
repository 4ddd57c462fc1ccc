// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A PC/SC daemon of Debian with a virtual reader of two slots on free ports, started for a test.
/// Its socket lies in a fixed place, so there is one on a machine.
public final class Pcscd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/pcscd");
    private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
    private static final Path DIRECTORY = Path.of("/run/pcscd");
    private static final Path SOCKET = DIRECTORY.resolve("pcscd.comm");
    private static final int SLOTS = 2;

    private final Daemon daemon;
    private final int port;

    private Pcscd(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /// Why none can be started here; empty when one can.
    public static Optional<String> missing() {
        if (!Files.isExecutable(PROGRAM) || !Files.exists(DRIVER)) {
            return Optional.of("pcscd or vsmartcard-vpcd is not installed");
        }
        if (Files.exists(SOCKET)) {
            return Optional.of("a pcscd runs already: " + SOCKET);
        }
        boolean mayListen =
                Files.isWritable(Files.exists(DIRECTORY) ? DIRECTORY : DIRECTORY.getParent());
        return mayListen ? Optional.empty() : Optional.of("may not write to " + DIRECTORY);
    }

    /// Starts one, which listens when this returns.
    ///
    /// @param folder for its configuration and what it says
    public static Pcscd start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(DIRECTORY);
        int port = Daemon.freePorts();
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
        var daemon =
                Daemon.start(
                        folder.resolve("pcscd.log"),
                        PROGRAM.toString(),
                        "--foreground",
                        "--config",
                        configuration.toString());
        daemon.await(() -> Files.exists(SOCKET));
        return new Pcscd(daemon, port);
    }

    /// The port of the first slot; the second has the next.
    public int port() {
        return port;
    }

    /// Where a slot, 0 or 1, listens.
    public InetSocketAddress slot(int number) {
        if (number < 0 || number >= SLOTS) {
            throw new IllegalArgumentException("vpcd has two slots");
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port + number);
    }

    @Override
    public void close() throws IOException {
        daemon.close();
        Files.deleteIfExists(SOCKET);
    }
}
