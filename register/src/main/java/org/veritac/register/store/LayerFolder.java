// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.veritac.register.layer.Layer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The folder of layers: each is mapped when it is first asked for, and stays so.
final class LayerFolder implements Closeable {
    private final Path folder;
    private final Map<String, Layer> layers = new HashMap<>();

    LayerFolder(Path folder) {
        this.folder = folder;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    synchronized Layer layer(String name) throws IOException {
        Layer known = layers.get(name);
        if (known == null) {
            known = Layer.map(path(name));
            layers.put(name, known);
        }
        return known;
    }

    /// Lets a layer go that never came into force, and deletes its files.
    synchronized void discard(String name) throws IOException {
        Layer known = layers.remove(name);
        if (known != null) {
            known.close();
        }
        Files.deleteIfExists(path(name));
        Files.deleteIfExists(path(name + ".private"));
    }

    /// Deletes what a crash has left of layers that never came into force.
    synchronized void keepOnly(Set<String> names) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString().replaceFirst("\\.private$", "");
                if (!names.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (Layer layer : layers.values()) {
            layer.close();
        }
        layers.clear();
    }
}
