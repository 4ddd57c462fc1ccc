// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.token;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A daemon of Debian's that a test starts and ends.
final class Peer implements AutoCloseable {
    private static final Path SWTPM = Path.of("/usr/bin/swtpm");
    private static final Path PCSCD = Path.of("/usr/sbin/pcscd");
    private static final Path VPCD = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
    private static final Path DIRECTORY = Path.of("/run/pcscd");
    private static final Path SOCKET = DIRECTORY.resolve("pcscd.comm");
    private static final int ATTEMPTS_MAX = 100;
    private static final int PAUSE_MILLIS = 50;

    private final Process process;
    private final int port;

    private Peer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// The first of its two ports.
    int port() {
        return port;
    }

    static boolean hasSwtpm() {
        return Files.isExecutable(SWTPM);
    }

    /// A TPM in software, which listens when this returns.
    static Peer swtpm(Path folder) throws IOException, InterruptedException {
        int port = freePorts();
        var peer =
                start(
                        folder.resolve("swtpm.log"),
                        port,
                        SWTPM.toString(),
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + folder,
                        "--server",
                        "type=tcp,port=" + port,
                        "--ctrl",
                        "type=tcp,port=" + (port + 1),
                        "--flags",
                        "not-need-init,startup-clear");
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            try (var probe = new Socket(InetAddress.getLoopbackAddress(), port + 1)) {
                if (probe.isConnected()) {
                    return peer;
                }
            } catch (IOException e) {
                peer.pause();
            }
        }
        throw new IOException("swtpm does not listen");
    }

    /// Why there can be no PC/SC daemon of a test here; empty when there can.
    static Optional<String> missingPcscd() {
        if (!Files.isExecutable(PCSCD) || !Files.exists(VPCD)) {
            return Optional.of("pcscd or vsmartcard-vpcd is not installed");
        }
        if (Files.exists(SOCKET)) {
            return Optional.of("a pcscd runs already: " + SOCKET);
        }
        boolean mayListen = Files.isWritable(Files.exists(DIRECTORY) ? DIRECTORY : Path.of("/run"));
        return mayListen ? Optional.empty() : Optional.of("may not write to /run");
    }

    /// A PC/SC daemon with one virtual reader of two slots, "Virtual PCD 00 00" and "... 01".
    static Peer pcscd(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(DIRECTORY);
        int port = freePorts();
        Path file =
                Files.writeString(
                        folder.resolve("reader.conf"),
                        """
                        FRIENDLYNAME "Virtual PCD"
                        DEVICENAME /dev/null:0x%1$X
                        LIBPATH %2$s
                        CHANNELID 0x%1$X
                        """
                                .formatted(port, VPCD));
        var peer =
                start(
                        folder.resolve("pcscd.log"),
                        port,
                        PCSCD.toString(),
                        "--foreground",
                        "--config",
                        file.toString());
        for (int i = 0; i < ATTEMPTS_MAX && !Files.exists(SOCKET); i++) {
            peer.pause();
        }
        return peer;
    }

    private static Peer start(Path log, int port, String... command) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new Peer(process, port);
    }

    private void pause() throws IOException, InterruptedException {
        if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IOException("the peer ended with " + process.exitValue());
        }
    }

    private static int freePorts() throws IOException {
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            try (var first = new ServerSocket(0);
                    var _ = new ServerSocket(first.getLocalPort() + 1)) {
                return first.getLocalPort();
            } catch (IOException | IllegalArgumentException e) {
                Thread.onSpinWait();
            }
        }
        throw new IOException("no two free ports in a row");
    }

    /// What a program says.
    static String say(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
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
        if (process.info().command().filter(PCSCD.toString()::equals).isPresent()) {
            Files.deleteIfExists(SOCKET);
        }
    }
}
