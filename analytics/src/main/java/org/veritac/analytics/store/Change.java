// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A change of a store in the making: new files, files that are no longer wanted, an entry of the
/// catalogue. All of it is seen at [#commit], or none of it ever.
public final class Change implements Closeable {
    private final Store store;
    private final Manifest before;
    private final List<Part> parts;
    private final List<Part> written = new ArrayList<>();
    private final List<CatalogueEntry> catalogue;
    private final Map<String, Integer> operators;
    private final Map<String, String> settings;
    private long nextFile;
    private boolean committed;

    Change(Store store, Manifest before) {
        this.store = store;
        this.before = before;
        this.parts = new ArrayList<>(before.parts());
        this.catalogue = new ArrayList<>(before.catalogue());
        this.operators = new HashMap<>(before.operators());
        this.settings = new HashMap<>(before.settings());
        this.nextFile = before.nextFile();
    }

    /// The number that an operator has or gets.
    public int operator(String id) {
        return operators.computeIfAbsent(id, _ -> operators.size() + 1);
    }

    /// The number of the next import.
    public int nextImport() {
        return catalogue.size() + 1;
    }

    /// Writes the rows of a query as a file of a relation. A query without rows leaves no file.
    ///
    /// @param period the month or day of the file, or 0
    /// @param operator the number of its operator, or 0
    /// @return how many rows it has
    public long write(Relation relation, int period, int operator, String query)
            throws IOException {
        Part named = named(relation.name(), period, operator, ".parquet");
        Path file = place(named);
        String place = Database.text(file.toString());
        long rows =
                store.database()
                        .update(
                                "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)"
                                        .formatted(query, place));
        if (rows == 0) {
            Files.delete(file);
            return 0;
        }
        add(named, rows);
        return rows;
    }

    /// Adds a file that the caller writes, at a place that is given to it.
    ///
    /// @param relation the relation, of which no view is made
    /// @param rows how many things it will hold
    public void write(String relation, long rows, FileWriter writer) throws IOException {
        Part named = named(relation, 0, 0, ".pages");
        writer.write(place(named));
        add(named, rows);
    }

    private Part named(String relation, int period, int operator, String suffix) {
        long number = nextFile++;
        String folder = period == 0 ? "" : period + "/";
        String of = operator == 0 ? "" : operator + "/";
        String file = relation + "/" + folder + of + number + suffix;
        return new Part(relation, file, period, operator, number, 0, 0);
    }

    private Path place(Part part) throws IOException {
        written.add(part);
        Path file = store.directory().resolve(part.file());
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return file;
    }

    private void add(Part part, long rows) throws IOException {
        long bytes = Files.size(store.directory().resolve(part.file()));
        parts.add(
                new Part(
                        part.relation(),
                        part.file(),
                        part.period(),
                        part.operator(),
                        part.number(),
                        rows,
                        bytes));
    }

    /// The files of a relation as this change has them by now.
    public List<Part> parts(Relation relation) {
        return parts.stream().filter(part -> part.relation().equals(relation.name())).toList();
    }

    /// Takes files away; they are deleted after the commit.
    public void remove(List<Part> unwanted) {
        parts.removeAll(new HashSet<>(unwanted));
    }

    /// Replaces all files of a relation by the rows of a query, which may read the relation.
    public void replace(Relation relation, String query) throws IOException {
        List<Part> old = parts(relation);
        write(relation, 0, 0, query);
        remove(old);
    }

    /// Remembers an import.
    public void remember(CatalogueEntry entry) {
        catalogue.add(entry);
    }

    /// Leaves a short value.
    public void put(String name, String value) {
        settings.put(name, value);
    }

    /// Makes all of it durable and seen.
    public void commit() throws IOException {
        Set<Path> folders = new HashSet<>();
        for (Part part : written) {
            Path file = store.directory().resolve(part.file());
            if (Files.exists(file)) {
                ManifestFile.force(file);
            }
            for (Path folder = file.getParent();
                    folder != null && folder.startsWith(store.directory());
                    folder = folder.getParent()) {
                folders.add(folder);
            }
        }
        for (Path folder : folders) {
            ManifestFile.force(folder);
        }
        committed =
                true; // from here on the files are the manifest's, or the next start's to delete
        store.become(
                new Manifest(
                        Manifest.FORMAT,
                        before.version() + 1,
                        nextFile,
                        parts,
                        catalogue,
                        operators,
                        settings));
        deleteDropped();
    }

    /// Deletes what this change wrote and took away again.
    private void deleteDropped() throws IOException {
        Set<String> kept = new HashSet<>();
        parts.forEach(part -> kept.add(part.file()));
        for (Part part : written) {
            if (!kept.contains(part.file())) {
                Files.deleteIfExists(store.directory().resolve(part.file()));
            }
        }
    }

    /// Deletes what was written without a commit.
    @Override
    public void close() throws IOException {
        if (!committed) {
            for (Part part : written) {
                Files.deleteIfExists(store.directory().resolve(part.file()));
            }
        }
    }

    /// Writes a file.
    @FunctionalInterface
    public interface FileWriter {
        /// Writes all of the file.
        void write(Path file) throws IOException;
    }
}
