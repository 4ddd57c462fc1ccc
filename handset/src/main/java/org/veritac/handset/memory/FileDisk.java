// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A directory of files with mode 0600, for one process at a time.
public final class FileDisk implements Disk, AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,63}");
    private static final String LOCK = "lock";
    private final Path directory;
    private final FileChannel lockChannel;

    private FileDisk(Path directory, FileChannel lockChannel) {
        this.directory = directory;
        this.lockChannel = lockChannel;
    }

    /// Opens a directory, which is made where there is none.
    ///
    /// @throws IOException when it cannot be had, or another process has it
    public static FileDisk open(Path directory) throws IOException {
        Files.createDirectories(
                directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileChannel channel = channel(directory.resolve(LOCK));
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException("another process uses " + directory);
            }
            return new FileDisk(directory, channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("this process uses " + directory + " already", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        Path path = path(name);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        if (Files.size(path) > FILE_BYTES_MAX) {
            throw new IOException(name + " is larger than any file of this disk");
        }
        return Optional.of(Files.readAllBytes(path));
    }

    @Override
    public void write(String name, long offset, byte[] bytes) throws IOException {
        try (FileChannel channel = channel(path(name))) {
            if (offset < 0 || offset > channel.size() || offset + bytes.length > FILE_BYTES_MAX) {
                throw new IllegalArgumentException("a write up to the end of the file");
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer, offset + buffer.position());
            }
        }
    }

    @Override
    public void sync(String name) throws IOException {
        force(path(name));
        force(directory);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(
                path(from),
                path(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        force(directory);
    }

    @Override
    public void remove(String name) throws IOException {
        if (Files.deleteIfExists(path(name))) {
            force(directory);
        }
    }

    /// Lets other processes have the directory.
    @Override
    public void close() throws IOException {
        lockChannel.close();
    }

    private Path path(String name) {
        if (!NAME.matcher(name).matches() || name.equals(LOCK)) {
            throw new IllegalArgumentException("no name of a file here");
        }
        return directory.resolve(name);
    }

    private static FileChannel channel(Path path) throws IOException {
        return FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /// On Linux a directory is made durable as a file is.
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
