// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets.channel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// One vector: `name = hex` lines below comments.
final class Vector {
    private final Map<String, byte[]> values = new TreeMap<>();

    private Vector() {}

    static Vector read(String file) throws IOException {
        var vector = new Vector();
        try (InputStream in = Vector.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("no " + file);
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(vector::add);
        }
        return vector;
    }

    private void add(String line) {
        int equals = line.indexOf('=');
        values.put(
                line.substring(0, equals).strip(),
                HexFormat.of().parseHex(line.substring(equals + 1).strip()));
    }

    byte[] bytes(String name) {
        byte[] bytes = values.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return bytes.clone();
    }
}
