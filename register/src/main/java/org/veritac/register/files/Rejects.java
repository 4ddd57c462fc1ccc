// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/// Writes the rows that an import did not take, for the people who correct them: line, reason,
/// field and the row. The file holds full identities and is to be kept like the list itself.
public final class Rejects implements Closeable {
    private final CsvWriter csv;
    private long count;

    /// Writes the header.
    ///
    /// @param out where to, closed with this writer; buffered here
    public Rejects(Writer out) throws IOException {
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        write("line", "reason", "field", "text");
    }

    public void add(Line.Bad bad) throws IOException {
        write(Long.toString(bad.number()), bad.flaw().text(), bad.field(), bad.text());
        count++;
    }

    /// How many rows were added.
    public long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    private void write(String... fields) throws IOException {
        try {
            csv.writeRecord(fields);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
