// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A copy of all that cannot be rebuilt: the database, as it is at one instant, and the layers.
final class Backup {
    private Backup() {}

    /// Copies a register. Whatever happens to it meanwhile: the database is copied as it is at one
    /// instant, and the layers it names then are never changed and never deleted.
    static void write(Path directory, Database database, Path target) throws IOException {
        Files.createDirectories(target);
        try (var content = Files.list(target)) {
            if (content.findAny().isPresent()) {
                throw new IOException(target + " is not empty; a backup needs a folder of its own");
            }
        }
        database.backup(target.resolve("veritac.db"));
        Path copies = Files.createDirectories(target.resolve("layers"));
        Path layers = directory.resolve("layers");
        for (String layer : database.read(Ledger::layers)) {
            for (String name : List.of(layer, layer + ".private")) {
                if (Files.exists(layers.resolve(name))) {
                    Files.copy(layers.resolve(name), copies.resolve(name));
                }
            }
        }
    }
}
