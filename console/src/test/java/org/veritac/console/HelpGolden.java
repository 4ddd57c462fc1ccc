// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

final class HelpGolden {
    @TempDir Path folder;

    @Test
    void showsAllCommands() throws IOException {
        var said = new Typed(folder).type("--help");
        assertThat(said.code()).isZero();
        try (var golden = HelpGolden.class.getResourceAsStream("help.txt")) {
            assertThat(said.out())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "import",
                "add",
                "remove",
                "check",
                "history",
                "list",
                "export",
                "undo",
                "proposals",
                "approve",
                "reject",
                "link",
                "unlink",
                "backup",
                "restore",
                "status",
                "journal",
                "config",
                "journal head",
                "journal verify",
                "config reload",
                "config default"
            })
    void teachesEachCommand(String command) {
        var said = new Typed(folder).type((command + " --help").split(" "));
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("Usage: ./veritac " + command)
                .contains("Example")
                .contains("Exit codes:");
    }

    @Test
    void knowsItsVersion() {
        assertThat(new Typed(folder).type("--version").out()).startsWith("Veritac ");
    }
}
