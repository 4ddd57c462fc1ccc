// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.identity.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A file of test vectors: comment lines that name the source, then cases parted by blank lines,
/// each of `name = value` lines. A value may be empty.
public record VectorFile(String path) {

    /// One case of a file.
    public record Case(Map<String, String> fields) {
        public String text(String field) {
            return Objects.requireNonNull(fields.get(field), () -> "no " + field + " in " + this);
        }

        public byte[] bytes(String field) {
            return HexFormat.of().parseHex(text(field));
        }

        public int number(String field) {
            return Integer.parseInt(text(field));
        }

        public boolean flag(String field) {
            return text(field).equals("true");
        }

        /// A number that the file writes in hexadecimal.
        public int hex(String field) {
            return Integer.parseInt(text(field), 16);
        }

        @Override
        public String toString() {
            return fields.getOrDefault("name", "a case without a name");
        }
    }

    /// The cases of a file on the class path, at least one.
    public static List<Case> cases(String path) {
        return new VectorFile(path).read();
    }

    private List<Case> read() {
        var cases = new ArrayList<Case>();
        for (String block : text().split("\n\\s*\n")) {
            var fields = new LinkedHashMap<String, String>();
            block.lines().filter(line -> !line.startsWith("#")).forEach(line -> put(fields, line));
            if (!fields.isEmpty()) {
                cases.add(new Case(fields));
            }
        }
        if (cases.isEmpty()) {
            throw new AssertionError("no case in " + path);
        }
        return cases;
    }

    private void put(Map<String, String> fields, String line) {
        int sign = line.indexOf('=');
        if (sign < 0) {
            throw new AssertionError(path + ": not name = value: " + line);
        }
        fields.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
    }

    private String text() {
        try (InputStream file = VectorFile.class.getClassLoader().getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(file, path).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }
}
