// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.veritac.register.layer.Layer;

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

    @Override
    public synchronized void close() throws IOException {
        for (Layer layer : layers.values()) {
            layer.close();
        }
        layers.clear();
    }
}
