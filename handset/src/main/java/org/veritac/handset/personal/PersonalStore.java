// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.handset.personal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The owner's items as files, one folder for each kind, mode 0600.
public final class PersonalStore {
    /// The most items that are looked at.
    public static final int ITEMS_MAX = 100_000;

    private static final String PART = ".part";
    private static final int NAMES_TRIED_MAX = 1_000;
    private final Path directory;

    /// @param directory made where there is none
    public PersonalStore(Path directory) throws IOException {
        this.directory = directory;
        for (Kind kind : Kind.values()) {
            Files.createDirectories(
                    folder(kind),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    private Path folder(Kind kind) {
        return directory.resolve(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private Path file(Item item) {
        return folder(item.kind()).resolve(item.name());
    }

    /// Everything, by kind and name. Files that are no items (foreign names, too large) are left
    /// alone.
    ///
    /// @throws IOException when the disk is broken, or there are more than [#ITEMS_MAX]
    public List<Item> items() throws IOException {
        var items = new ArrayList<Item>();
        for (Kind kind : Kind.values()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(kind))) {
                for (Path file : files) {
                    read(kind, file).ifPresent(items::add);
                    if (items.size() > ITEMS_MAX) {
                        throw new IOException("more items than are looked at");
                    }
                }
            }
        }
        items.sort(Comparator.comparing(Item::kind).thenComparing(Item::name));
        return items;
    }

    private static Optional<Item> read(Kind kind, Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(PART)
                || !Files.isRegularFile(file)
                || Files.size(file) > Item.BYTES_MAX) {
            return Optional.empty();
        }
        return Item.ifValid(kind, name, Files.readAllBytes(file));
    }

    /// Keeps an item; after a cut it is there whole or not at all. One that is there already with
    /// the same bytes stays; one of the same name with other bytes stays too, and the new one gets
    /// a number.
    public void put(Item item) throws IOException {
        Item free = item;
        for (int i = 2; Files.exists(file(free)); i++) {
            if (read(item.kind(), file(free))
                    .map(Item::bytes)
                    .filter(there -> Arrays.equals(there, item.bytes()))
                    .isPresent()) {
                return;
            }
            if (i > NAMES_TRIED_MAX) {
                throw new IOException("too many items of one name");
            }
            String number = i + "-";
            free =
                    item.named(
                            number + item.name().substring(0, Math.min(item.name().length(), 60)));
        }
        Path part = folder(item.kind()).resolve(free.name() + PART);
        Files.write(part, item.bytes());
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, file(free), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Deletes an item, if it is there with these bytes.
    ///
    /// @return whether it was
    public boolean delete(Item item) throws IOException {
        if (read(item.kind(), file(item)).filter(item::equals).isEmpty()) {
            return false;
        }
        Files.delete(file(item));
        return true;
    }
}
