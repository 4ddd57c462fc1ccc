// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tests that docs/conformance.md names.
final class ConformanceTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]+)(\\.([a-z]\\w+))?`");

    @Test
    void existAll() throws IOException {
        Map<String, String> tests = tests();
        String document = Files.readString(ROOT.resolve("docs/conformance.md"));
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Matcher matcher = NAMED.matcher(document); matcher.find(); named++) {
            String text = tests.getOrDefault(matcher.group(1), "");
            String method = matcher.group(3);
            if (text.isEmpty() || (method != null && !text.contains("void " + method + "("))) {
                missing.add(matcher.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(80);
    }

    /// The text of all test classes by their simple names; those of one name in several packages
    /// together.
    private static Map<String, String> tests() throws IOException {
        var tests = new HashMap<String, String>();
        for (String module : List.of("register", "signalling", "lab")) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    tests.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return tests;
    }
}
