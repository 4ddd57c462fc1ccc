// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.sightings;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Set;

/// The files of a folder, one for each day, of which one is open. A file always ends with a whole
/// line once it was opened or a write has failed.
final class DayFiles implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(DayFiles.class);
    private static final String SUFFIX = ".csv";
    private static final int BLOCK_BYTES = 1 << 16;
    private static final FileAttribute<?> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Keeping keeping;
    private @Nullable FileChannel file;
    private long day;

    /// Where the lines end that are whole.
    private long end;

    DayFiles(Keeping keeping) {
        this.keeping = keeping;
    }

    /// The file of a day, counted from 1970-01-01.
    static Path path(Path folder, long day) {
        return folder.resolve(LocalDate.ofEpochDay(day) + SUFFIX);
    }

    /// Appends whole lines to the file of a day: all of them, or none.
    ///
    /// @throws IOException when the disk is full or fails; the file is opened anew the next time
    void append(long ofDay, ByteBuffer lines) throws IOException {
        FileChannel open = file;
        if (open == null || day != ofDay) {
            close();
            open = open(ofDay);
        }
        leaveFree();
        try {
            write(open, lines);
        } catch (IOException e) {
            cutAfterFailure(open, e);
            throw e;
        }
    }

    private void write(FileChannel open, ByteBuffer lines) throws IOException {
        long length = lines.remaining();
        while (lines.hasRemaining()) {
            open.write(lines);
        }
        end += length;
    }

    private void leaveFree() throws IOException {
        long free = keeping.folder().toFile().getUsableSpace();
        if (free < keeping.freeBytes()) {
            throw new IOException(
                    "%,d bytes are free on the disk of %s, and %,d are to be left"
                            .formatted(free, keeping.folder(), keeping.freeBytes()));
        }
    }

    private FileChannel open(long ofDay) throws IOException {
        Files.createDirectories(keeping.folder(), OWNERS_FOLDER);
        FileChannel opened =
                FileChannel.open(
                        path(keeping.folder(), ofDay),
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        OWNERS_FILE);
        file = opened;
        day = ofDay;
        end = 0;
        try {
            end = endOfLines(opened);
            if (end < opened.size()) {
                opened.truncate(end);
            }
            opened.position(end);
            if (end == 0) {
                write(opened, StandardCharsets.US_ASCII.encode(Lines.HEADER));
            }
        } catch (IOException e) {
            cutAfterFailure(opened, e);
            throw e;
        }
        return opened;
    }

    /// Behind the last line that is whole: a crash may leave part of one, or zeros.
    private static long endOfLines(FileChannel file) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        for (long to = file.size(); to > 0; to -= BLOCK_BYTES) {
            long from = Math.max(0, to - BLOCK_BYTES);
            block.clear().limit((int) (to - from));
            while (block.hasRemaining() && file.read(block, from + block.position()) >= 0) {}
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return from + i + 1;
                }
            }
        }
        return 0;
    }

    private void cutAfterFailure(FileChannel open, IOException failure) {
        try (open) {
            open.truncate(end);
        } catch (IOException e) {
            failure.addSuppressed(e);
        } finally {
            file = null;
        }
    }

    /// Deletes the files of days that are no longer to be kept. A file that cannot be deleted is
    /// tried again the next day.
    void prune(long today) {
        if (!Files.isDirectory(keeping.folder())) {
            return;
        }
        LocalDate first = LocalDate.ofEpochDay(today).minusDays(keeping.days());
        var old = new ArrayList<Path>();
        try (var files = Files.list(keeping.folder())) {
            files.filter(path -> isBefore(path, first)).forEach(old::add);
            for (Path path : old) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("old sightings are not deleted: {}", e.toString());
        }
    }

    private static boolean isBefore(Path path, LocalDate first) {
        String name = String.valueOf(path.getFileName());
        if (!name.endsWith(SUFFIX)) {
            return false;
        }
        try {
            String date = name.substring(0, name.length() - SUFFIX.length());
            return LocalDate.parse(date).isBefore(first);
        } catch (DateTimeParseException e) {
            return false; // not one of ours
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
