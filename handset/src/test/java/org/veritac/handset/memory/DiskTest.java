// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Files on a real disk, and those in memory, do the same.
final class DiskTest {
    @TempDir private Path directory;

    @Test
    void aRealOneDoesWhatADiskDoes() throws IOException {
        try (FileDisk disk = FileDisk.open(directory.resolve("memory"))) {
            doesWhatADiskDoes(disk);
        }
    }

    @Test
    void oneInMemoryDoesWhatADiskDoes() throws IOException {
        doesWhatADiskDoes(new MemoryDisk());
    }

    private static void doesWhatADiskDoes(Disk disk) throws IOException {
        assertThat(disk.read("journal")).isEmpty();
        disk.write("journal", 0, new byte[] {1, 2, 3});
        disk.write("journal", 2, new byte[] {4, 5});
        disk.sync("journal");
        assertThat(disk.read("journal")).contains(new byte[] {1, 2, 4, 5});
        assertThatThrownBy(() -> disk.write("journal", 5, new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
        disk.replace("journal", new byte[] {9});
        assertThat(disk.read("journal")).contains(new byte[] {9});
        assertThat(disk.read("journal.next")).isEmpty();
        disk.remove("journal");
        disk.remove("journal");
        assertThat(disk.read("journal")).isEmpty();
    }

    @Test
    void belongsToOneProcessAndToItsOwner() throws IOException {
        try (FileDisk disk = FileDisk.open(directory.resolve("memory"))) {
            disk.replace("head", new byte[32]);
            assertThatThrownBy(() -> FileDisk.open(directory.resolve("memory")))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> disk.read("../secret"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Path file = directory.resolve("memory").resolve("head");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        FileDisk.open(directory.resolve("memory")).close();
    }
}
