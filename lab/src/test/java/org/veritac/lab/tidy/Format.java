// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.tidy;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.StringWrapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every Java file is as the formatter writes it.
final class Format {
    private static final Formatter FORMATTER =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());

    private Format() {}

    static List<Complaint> isThatOfTheFormatter(SourceTree tree) {
        var complaints = new ArrayList<Complaint>();
        misformatted(tree)
                .forEach((file, formatted) ->
                        complaints.add(
                                new Complaint(
                                        file.path(),
                                        firstDifference(file.text(), formatted),
                                        "not as the formatter writes it; -Dtidy.fix=true"
                                                + " rewrites it")));
        return complaints;
    }

    /// Rewrites the files that are not as the formatter writes them.
    static void fix(SourceTree tree, Path root) throws IOException {
        for (Map.Entry<SourceFile, String> file : misformatted(tree).entrySet()) {
            Files.writeString(root.resolve(file.getKey().path()), file.getValue());
        }
    }

    private static Map<SourceFile, String> misformatted(SourceTree tree) {
        var misformatted = new LinkedHashMap<SourceFile, String>();
        for (SourceFile file : tree.java()) {
            String formatted = formatted(file);
            if (!formatted.equals(file.text())) {
                misformatted.put(file, formatted);
            }
        }
        return misformatted;
    }

    private static String formatted(SourceFile file) {
        try {
            String formatted = FORMATTER.formatSourceAndFixImports(file.text());
            return StringWrapper.wrap(formatted, FORMATTER);
        } catch (FormatterException e) {
            throw new AssertionError(file.path() + " does not parse", e);
        }
    }

    private static long firstDifference(String one, String other) {
        List<String> lines = one.lines().toList();
        List<String> others = other.lines().toList();
        for (int i = 0; i < Math.min(lines.size(), others.size()); i++) {
            if (!lines.get(i).equals(others.get(i))) {
                return i + 1L;
            }
        }
        return Math.min(lines.size(), others.size()) + 1L;
    }
}
