// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.signalling.gsup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files under `vectors/gsup`.
final class Vector {
    private static final Path FOLDER = Path.of("..", "vectors", "gsup", "check-imei");

    private Vector() {}

    static List<Path> whole() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static Path captured() {
        return FOLDER.resolve("captured.txt");
    }

    static Path invalid() {
        return FOLDER.resolve("invalid").resolve("requests.txt");
    }

    static Map<String, String> read(Path file) throws IOException {
        var lines = new LinkedHashMap<String, String>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf(" = ");
            if (!line.startsWith("#") && equals > 0) {
                lines.put(line.substring(0, equals), line.substring(equals + 3));
            }
        }
        return lines;
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /// A frame whose stream comes first in the text.
    static Frame frame(String hex) {
        byte[] bytes = bytes(hex);
        return new Frame(bytes[0] & 0xFF, java.util.Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    /// The frame as such a text, without spaces.
    static String text(Frame frame) {
        return HexFormat.of().toHexDigits((byte) frame.stream())
                + HexFormat.of().formatHex(frame.payload());
    }
}
