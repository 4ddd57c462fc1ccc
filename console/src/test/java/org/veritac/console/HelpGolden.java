// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veritac.console.command.Commands;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

    static Stream<List<String>> commands() {
        return below(Commands.line(Door.MEANS, new Serve()), List.of());
    }

    /// A command and all beneath it, as they are typed.
    private static Stream<List<String>> below(CommandLine line, List<String> words) {
        var children =
                line.getSubcommands().entrySet().stream()
                        .flatMap(child -> {
                            var more = new ArrayList<>(words);
                            more.add(child.getKey());
                            return below(child.getValue(), more);
                        });
        return Stream.concat(Stream.of(words), children);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void teachesEachCommand(List<String> command) {
        String usage = ("Usage: ./veritac " + String.join(" ", command)).strip();
        for (String asked : List.of("--help", "-h")) {
            var words = new ArrayList<>(command);
            words.add(asked);
            var said = new Typed(folder).type(words.toArray(String[]::new));
            assertThat(said.code()).isZero();
            assertThat(said.err()).isEmpty();
            assertThat(said.out())
                    .contains(usage)
                    .contains(command.isEmpty() ? "A first minute:" : "Example")
                    .contains("  ./veritac ")
                    .contains("Exit codes:");
        }
    }

    @Test
    void knowsAllOfThem() {
        assertThat(commands()).hasSizeGreaterThan(20).contains(List.of("config", "reload"));
    }

    @Test
    void knowsItsVersion() {
        assertThat(new Typed(folder).type("--version").out()).startsWith("Veritac ");
    }
}
