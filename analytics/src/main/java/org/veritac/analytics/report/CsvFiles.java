// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A report as CSV files (RFC 4180), one for each table and one for the figures.
public final class CsvFiles {
    private CsvFiles() {}

    /// Writes `REPORT_TABLE.csv` for each table and, when there are figures, `REPORT.csv`.
    ///
    /// @param folder made when it is not there
    /// @return the files, in the order of the report
    public static List<Path> write(Report report, Path folder) throws IOException {
        Files.createDirectories(folder);
        var files = new ArrayList<Path>();
        if (!report.figures().isEmpty()) {
            Path file = folder.resolve(report.name() + ".csv");
            write(file, figures(report));
            files.add(file);
        }
        for (Section section : report.sections()) {
            Table table = section.table();
            Path file = folder.resolve(report.name() + "_" + table.name() + ".csv");
            var rows = new ArrayList<List<String>>();
            rows.add(table.columns());
            table.rows().forEach(row -> rows.add(row.stream().map(Object::toString).toList()));
            write(file, rows);
            files.add(file);
        }
        return files;
    }

    private static List<List<String>> figures(Report report) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("figure", "value"));
        for (Figure figure : report.figures()) {
            rows.add(List.of(figure.name(), figure.text()));
        }
        return rows;
    }

    private static void write(Path file, List<List<String>> rows) throws IOException {
        try (CsvWriter writer =
                CsvWriter.builder()
                        .lineDelimiter(LineDelimiter.LF)
                        .build(file, StandardCharsets.UTF_8)) {
            rows.forEach(writer::writeRecord);
        }
    }
}
