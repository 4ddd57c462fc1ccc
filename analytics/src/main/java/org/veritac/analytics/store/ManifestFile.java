// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The manifest on the disk. It is replaced as a whole, by one rename.
final class ManifestFile {
    static final String NAME = "manifest.json";
    private static final String PART = NAME + ".part";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ManifestFile() {}

    /// What the folder holds; an empty store when there is no manifest.
    static Manifest read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return Manifest.empty();
        }
        try {
            Manifest manifest = JSON.readValue(Files.readAllBytes(file), Manifest.class);
            if (manifest.format() != Manifest.FORMAT) {
                throw new IOException(
                        ("%s has format %d, this program reads %d:"
                                        + " import the files into a new directory")
                                .formatted(file, manifest.format(), Manifest.FORMAT));
            }
            return manifest;
        } catch (JacksonException e) {
            throw new IOException(file + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    static void write(Path directory, Manifest manifest) throws IOException {
        Path part = directory.resolve(PART);
        ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(manifest));
        try (FileChannel channel =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        force(directory);
    }

    /// Makes a file, or the names in a folder, durable.
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
