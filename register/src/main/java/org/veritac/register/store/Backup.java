// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// A copy of all that cannot be rebuilt: the database, as it is at one instant, and the layers.
final class Backup {
    private Backup() {}

    /// Copies a register whose layers do not change meanwhile; single changes may.
    static void write(Path directory, Database database, Path target) throws IOException {
        Files.createDirectories(target);
        try (var content = Files.list(target)) {
            if (content.findAny().isPresent()) {
                throw new IOException(target + " is not empty; a backup needs a folder of its own");
            }
        }
        database.backup(target.resolve("veritac.db"));
        Path copies = Files.createDirectories(target.resolve("layers"));
        var files = new ArrayList<Path>();
        try (var content = Files.list(directory.resolve("layers"))) {
            content.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            Files.copy(file, copies.resolve(file.getFileName()));
        }
    }
}
