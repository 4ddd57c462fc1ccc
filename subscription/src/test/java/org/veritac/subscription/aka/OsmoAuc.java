// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `osmo-auc-gen` asked many things by one shell, a process of its own for each.
final class OsmoAuc {
    static final Path PROGRAM = Path.of("/usr/bin/osmo-auc-gen");
    private static final String END = "== end of an answer";

    private final StringBuilder script = new StringBuilder();
    private int asked;

    void ask(String... options) {
        script.append(PROGRAM).append(' ').append(String.join(" ", options)).append(" || exit 1\n");
        script.append("echo '").append(END).append("'\n");
        asked++;
    }

    /// What it said to each question, as names and values.
    List<Map<String, String>> answers() throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("/bin/sh").redirectErrorStream(true).start();
        Thread writer = Thread.ofVirtual().start(() -> write(shell));
        String said = new String(shell.getInputStream().readAllBytes(), US_ASCII);
        writer.join();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(said).isZero();
        List<Map<String, String>> answers = new ArrayList<>();
        for (String one : Arrays.asList(said.split(END)).subList(0, asked)) {
            answers.add(fields(one));
        }
        return answers;
    }

    private void write(Process shell) {
        try (var in = shell.getOutputStream()) {
            in.write(script.toString().getBytes(US_ASCII));
        } catch (IOException e) {
            throw new AssertionError("the shell went away", e);
        }
    }

    private static Map<String, String> fields(String said) {
        var fields = new HashMap<String, String>();
        for (String line : said.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return fields;
    }
}
