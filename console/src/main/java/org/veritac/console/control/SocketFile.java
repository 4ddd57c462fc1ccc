// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Where the socket of a directory lies. The kernel takes no socket path over 107 octets; a longer
/// one is reached through a symbolic link to the directory, made for the moment in a private
/// folder.
final class SocketFile {
    private static final String NAME = "control.sock";
    private static final int PATH_BYTES_MAX = 100;

    private SocketFile() {}

    static Path of(Path directory) {
        return directory.resolve(NAME);
    }

    /// Something done with a path short enough for a socket.
    @FunctionalInterface
    private interface Use<T> {
        T of(UnixDomainSocketAddress address) throws IOException;
    }

    /// Connects to the socket of a directory.
    ///
    /// @throws IOException when nobody listens there
    static SocketChannel connect(Path directory) throws IOException {
        return at(directory, NAME, SocketChannel::open);
    }

    /// Listens at the socket of a directory, which is put in place with its mode, also in the place
    /// of one that a killed process has left. The caller must own the directory.
    static ServerSocketChannel listen(Path directory) throws IOException {
        var owner = PosixFilePermissions.fromString("rwx------");
        Path cradle =
                Files.createTempDirectory(
                        directory, ".c", PosixFilePermissions.asFileAttribute(owner));
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            at(cradle, "s", server::bind);
            Path made = cradle.resolve("s");
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
            Files.move(made, of(directory), StandardCopyOption.ATOMIC_MOVE);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        } finally {
            Files.deleteIfExists(cradle.resolve("s"));
            Files.delete(cradle);
        }
    }

    private static <T> T at(Path folder, String name, Use<T> use) throws IOException {
        Path direct = folder.resolve(name);
        if (direct.toString().getBytes(StandardCharsets.UTF_8).length <= PATH_BYTES_MAX) {
            return use.of(UnixDomainSocketAddress.of(direct));
        }
        Path shorter = Files.createTempDirectory("veritac");
        Path link = shorter.resolve("d");
        try {
            Files.createSymbolicLink(link, folder.toAbsolutePath());
            return use.of(UnixDomainSocketAddress.of(link.resolve(name)));
        } finally {
            Files.deleteIfExists(link);
            Files.delete(shorter);
        }
    }
}
