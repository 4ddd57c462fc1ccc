// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import org.veritac.console.command.Shell;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A shell in a folder, in which a test types commands.
final class Typed {
    static final String USER = "tester";

    private final Path folder;

    Typed(Path folder) {
        this.folder = folder;
    }

    /// What a command has said.
    record Said(int code, String out, String err) {
        JsonNode json() {
            return new JsonMapper().readTree(out);
        }
    }

    /// Runs a command to its end.
    Said type(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = new Door(new Shell(out, err, false, folder, USER)).run(words);
        return new Said(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// A shell that says everything to one stream.
    Shell shell(OutputStream said) {
        return new Shell(said, said, false, folder, USER);
    }

    /// Writes a file into the folder.
    String file(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), List.of(lines));
        return name;
    }
}
