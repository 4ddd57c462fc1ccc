// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.veritac.register.Entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// List files of these tests, read from memory.
final class Reading {
    private Reading() {}

    static ListFile open(byte[] bytes, ListFormat format) throws IOException {
        return ListFile.open(new ByteArrayInputStream(bytes), bytes.length, format);
    }

    static ListFile open(String text, ListFormat format) throws IOException {
        return open(text.getBytes(StandardCharsets.UTF_8), format);
    }

    static List<Line> lines(byte[] bytes, ListFormat format) throws IOException {
        try (ListFile file = open(bytes, format)) {
            var lines = new ArrayList<Line>();
            for (Line line = file.next(); line != null; line = file.next()) {
                lines.add(line);
            }
            return lines;
        }
    }

    static List<Line> lines(String text, ListFormat format) throws IOException {
        return lines(text.getBytes(StandardCharsets.UTF_8), format);
    }

    /// The entries of a file without a flaw.
    static List<Entry> entries(String text, ListFormat format) throws IOException {
        var entries = new ArrayList<Entry>();
        for (Line line : lines(text, format)) {
            if (!(line instanceof Line.Good good)) {
                throw new AssertionError(line.toString());
            }
            entries.add(good.entry());
        }
        return entries;
    }

    /// The entry of a file with one row.
    static Entry entry(String text, ListFormat format) throws IOException {
        return entries(text, format).getFirst();
    }

    /// The flaw of a file with one row.
    static Line.Bad bad(String text, ListFormat format) throws IOException {
        List<Line> lines = lines(text, format);
        if (lines.size() == 1 && lines.getFirst() instanceof Line.Bad bad) {
            return bad;
        }
        throw new AssertionError(lines.toString());
    }
}
