// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The claim of one process on a directory: a lock on a file in it, which ends with the process.
final class Claim implements Closeable {
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rwx------");

    private final FileChannel file;

    private Claim(FileChannel file) {
        this.file = file;
    }

    /// Claims a directory, and makes it where there is none.
    ///
    /// @throws DirectoryInUse when another has it
    /// @throws IOException when it cannot be written
    static Claim on(Path directory) throws IOException {
        create(directory);
        FileChannel file =
                FileChannel.open(
                        directory.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        boolean claimed = false;
        try {
            claimed = isFree(file);
        } finally {
            if (!claimed) {
                file.close();
            }
        }
        if (!claimed) {
            throw new DirectoryInUse(directory);
        }
        return new Claim(file);
    }

    /// Identities of persons lie in it: a new one is its owner's alone, where the disk knows
    /// owners.
    private static void create(Path directory) throws IOException {
        boolean owned = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (owned) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER));
        } else {
            Files.createDirectories(directory);
        }
    }

    private static boolean isFree(FileChannel file) throws IOException {
        try {
            FileLock taken = file.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false; // another register of this process
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
