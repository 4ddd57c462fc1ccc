// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

final class HelpTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<List<String>> commands() {
        return below(Main.line(), List.of());
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

    private int type(List<String> words) {
        return Main.line()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void teachesEachCommand(List<String> command) {
        for (String asked : List.of("--help", "-h")) {
            var words = new ArrayList<>(command);
            words.add(asked);
            assertThat(type(words)).isZero();
        }
        String name =
                String.join(" ", Stream.concat(Stream.of("./veritac"), command.stream()).toList());
        assertThat(out.toString())
                .contains("Usage: " + name, "Example", "  ./veritac ", "Exit codes:")
                .doesNotContain("${");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void knowsAllOfThem() {
        assertThat(commands().map(words -> String.join(" ", words)))
                .contains("bench", "bench s13", "bench visible", "lab", "lab truth");
    }

    @Test
    void saysWhichCommandsThereAreWhenNoneIsNamed() {
        assertThat(type(List.of("bench"))).isEqualTo(2);
        assertThat(err.toString()).contains("decide", "import", "s13", "n5g", "visible");
    }
}
