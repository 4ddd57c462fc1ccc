// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The country's picture as it stands, and the one door to change it.
///
/// One process has a store open at a time; one thread uses it. All relations of [Relations] and
/// `operators(operator, id)` are there as soon as it is open, empty or not, on
/// [Database#connection]. They change only in [Change#commit].
public final class Store implements Closeable {
    private static final String LOCK = "lock";
    private static final String WORK = "work";

    /// Files that are neither parts nor to be swept away.
    private static final Set<String> KEPT = Set.of(LOCK, ManifestFile.NAME, "audit.log");

    private static final FileAttribute<?> OWNERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final StoreSettings settings;
    private final FileChannel lock;
    private final Database database;
    private final Views views;
    private final List<Relation> relations = new ArrayList<>(Relations.all());
    private Manifest manifest;

    private Store(StoreSettings settings, FileChannel lock, Manifest manifest) throws IOException {
        this.settings = settings;
        this.lock = lock;
        this.manifest = manifest;
        this.views = new Views(settings.directory());
        this.database = Database.open(settings, settings.directory().resolve(WORK));
    }

    /// Opens a store, or begins one, and deletes what an interrupted change left.
    ///
    /// @param own further relations, such as those of the rules
    /// @throws StoreInUse when another process has it open
    /// @throws IOException when it cannot be read or written
    public static Store open(StoreSettings settings, Relation... own) throws IOException {
        Path directory = settings.directory();
        Files.createDirectories(directory, OWNERS);
        FileChannel lock = lock(directory);
        try {
            Manifest manifest = ManifestFile.read(directory);
            sweep(directory, manifest);
            Store store = new Store(settings, lock, manifest);
            store.relations.addAll(List.of(own));
            store.show();
            return store;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve(LOCK),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new StoreInUse(directory);
        }
        channel.close();
        throw new StoreInUse(directory);
    }

    /// Deletes every file that the manifest does not name.
    private static void sweep(Path directory, Manifest manifest) throws IOException {
        Set<Path> named = new HashSet<>();
        KEPT.forEach(name -> named.add(directory.resolve(name)));
        manifest.parts().forEach(part -> named.add(directory.resolve(part.file())));
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (!named.contains(file)) {
                            Files.delete(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        Files.createDirectories(directory.resolve(WORK));
    }

    /// The engine with all relations.
    public Database database() {
        return database;
    }

    /// The store's own folder.
    public Path directory() {
        return settings.directory();
    }

    public StoreSettings settings() {
        return settings;
    }

    /// How many changes it has seen.
    public long version() {
        return manifest.version();
    }

    /// What was imported, oldest first.
    public List<CatalogueEntry> catalogue() {
        return manifest.catalogue();
    }

    /// The number of each operator that was ever imported, by its id.
    public Map<String, Integer> operators() {
        return manifest.operators();
    }

    /// A short value that a change has left.
    public Optional<String> setting(String name) {
        return Optional.ofNullable(manifest.settings().get(name));
    }

    /// The files of a relation, in the order in which they were written.
    public List<Part> parts(String relation) {
        return manifest.parts().stream().filter(part -> part.relation().equals(relation)).toList();
    }

    /// The rows of some files of a relation, as a query.
    public String query(Relation relation, List<Part> parts) throws IOException {
        return views.query(relation, parts);
    }

    /// Rows of devices with all that is known of these devices.
    ///
    /// @param devices a query with one row of each
    public String whole(String devices) {
        return parts(Relations.DEVICES.name()).isEmpty()
                ? devices
                : Views.devices(
                        "%1$s UNION ALL SELECT r.* FROM device_rows r WHERE r.device IN (SELECT f.device FROM (%1$s) f)"
                                .formatted(devices));
    }

    /// The rows of a relation as a query for another engine that reads the same files.
    ///
    /// @param relation one that has files
    public String query(Relation relation, PartReader files) throws IOException {
        return Views.query(relation, parts(relation.name()), files);
    }

    /// How long all files are together, the manifest and the audit log left out.
    public long bytes() {
        return manifest.parts().stream().mapToLong(Part::bytes).sum();
    }

    /// Begins a change. Close it in any case; without [Change#commit] nothing has happened.
    public Change change() {
        return new Change(this, manifest);
    }

    void become(Manifest next) throws IOException {
        ManifestFile.write(settings.directory(), next);
        Manifest before = manifest;
        manifest = next;
        show();
        Set<Part> kept = new HashSet<>(next.parts());
        for (Part part : before.parts()) {
            if (!kept.contains(part)) {
                Files.deleteIfExists(settings.directory().resolve(part.file()));
            }
        }
    }

    private void show() throws IOException {
        views.show(database, relations, manifest);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            database.close();
        }
    }
}
