// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.demo;

import org.veritac.register.Reason;
import org.veritac.register.Verdict;

import java.nio.file.Path;
import java.util.List;

/// What to try with a register that the demo has filled.
///
/// @param files the folder of the files it was filled from
/// @param examples checks, and what each shows
public record Guide(Path files, List<Example> examples) {

    public Guide {
        examples = List.copyOf(examples);
    }

    /// One check to try.
    ///
    /// @param arguments of `./veritac check`
    /// @param verdict what it answers
    /// @param reason the reason it gives
    /// @param shows what there is to see
    public record Example(String arguments, Verdict verdict, Reason reason, String shows) {}

    /// The guide as lines for a terminal.
    ///
    /// @param options what each command needs besides, such as `--data DIR`; empty for nothing
    public String text(String options) {
        var text = new StringBuilder();
        text.append("The demo's nation is loaded. Its list files, as you would write your own: ")
                .append(files)
                .append("\nTry:\n");
        String rest = options.isEmpty() ? "" : " " + options;
        int width = examples.stream().mapToInt(e -> e.arguments().length()).max().orElse(0);
        for (Example example : examples) {
            text.append("  ./veritac check ")
                    .append(example.arguments())
                    .append(rest)
                    .repeat(' ', width - example.arguments().length())
                    .append("  # ")
                    .append(answer(example))
                    .append(": ")
                    .append(example.shows())
                    .append('\n');
        }
        return text.toString();
    }

    private static String answer(Example example) {
        return example.reason() == Reason.NONE
                ? example.verdict().name()
                : example.verdict() + " " + example.reason().text();
    }
}
