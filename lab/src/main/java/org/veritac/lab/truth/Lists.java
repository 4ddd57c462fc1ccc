// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.truth;

import org.veritac.register.ListName;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The list files of a trial: one for each list and source, written row by row.
final class Lists implements Closeable {
    /// A list of a source.
    record Name(ListName list, String source) {}

    /// In the order of import: links stand between lists, so that some come before and some after
    /// what they fan out.
    private static final List<ListName> ORDER =
            List.of(
                    ListName.TAC,
                    ListName.BLACK,
                    ListName.LINKS,
                    ListName.GREY,
                    ListName.WHITE,
                    ListName.IMSI,
                    ListName.PAIRS);

    private final Map<Name, BufferedWriter> files =
            new TreeMap<>(
                    Comparator.comparingInt((Name name) -> ORDER.indexOf(name.list()))
                            .thenComparing(Name::source));

    private final Path folder;
    private long rows;

    Lists(Path folder) {
        this.folder = folder;
    }

    /// Writes a row.
    void row(ListName list, String source, String row) {
        try {
            BufferedWriter file = files.get(new Name(list, source));
            if (file == null) {
                file = open(new Name(list, source));
            }
            file.write(row);
            file.write('\n');
            rows++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BufferedWriter open(Name name) throws IOException {
        BufferedWriter file = Files.newBufferedWriter(file(name), StandardCharsets.UTF_8);
        files.put(name, file);
        file.write(header(name.list()));
        file.write('\n');
        return file;
    }

    private static String header(ListName list) {
        return switch (list) {
            case BLACK, GREY, WHITE -> "imei,reason,reported,from,until,imsi,note";
            case PAIRS -> "imei,imsi,from,until";
            case IMSI -> "imsi";
            case LINKS -> "imei,imei2";
            case TAC -> "tac,brand,model";
        };
    }

    /// The names in the order of import.
    List<Name> names() {
        return List.copyOf(files.keySet());
    }

    Path file(Name name) {
        return folder.resolve(name.list().text() + "-" + name.source() + ".csv");
    }

    /// Rows so far.
    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        for (BufferedWriter file : files.values()) {
            file.close();
        }
    }
}
