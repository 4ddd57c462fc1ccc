// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import static org.veritac.register.mapped.MappedFile.LONG;

import org.veritac.identity.Imei;
import org.veritac.register.mapped.Format;
import org.veritac.register.mapped.MappedFile;
import org.veritac.register.mapped.PartFile;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// Devices listed with a subscriber: (IMEI key, IMSI key) to class set, any number of subscribers
/// to a device. A mapped file of 16 bytes for an entry; opening it reads its header only, a look-up
/// touches one page on each of a few levels.
///
/// The header is followed by the entries, ascending, 16 bytes each:
///
/// ```
/// 0  8  bits 17-63  IMEI key
///       bits  0-16  upper 17 bits of the 54 of the IMSI key
/// 8  8  bits 16-52  lower 37 bits of the IMSI key
///       bits  0-15  class set
/// ```
///
/// The table is a tree above them: its first level has a copy of each 256th entry, from the first
/// on, the next level each 256th of those, until a level has at most 256. The levels follow each
/// other without gaps; their number is the size of the table.
///
/// Safe for many threads. What [DeviceIndex] says of damaged files holds here too.
public final class PairIndex implements Closeable {
    static final int FAN_OUT = 256;

    private static final Format FORMAT = IndexFile.format("pair index", "VTPAIRS_");
    private static final int ENTRY_BYTES = 16;
    private static final int IMSI_LOWER_BITS = 37;
    private static final int IMSI_UPPER_BITS = 17;
    private static final int IMSI_BITS = IMSI_LOWER_BITS + IMSI_UPPER_BITS;
    private static final int CLASS_BITS = 16;
    private static final long IMSI_LOWER_MASK = (1L << IMSI_LOWER_BITS) - 1;

    private final MappedFile file;
    private final IndexFile description;

    /// The levels from the top down; the last is the entries.
    private final MemorySegment[] levels;

    private PairIndex(MappedFile file) throws IOException {
        this.file = file;
        this.description = IndexFile.read(file);
        this.levels = new MemorySegment[Math.toIntExact(levels(description.entries()) + 1)];
        if (description.tableSize() != levels.length - 1) {
            throw file.damaged("its table has " + description.tableSize() + " levels");
        }
        long count = description.entries();
        if (count > file.length() / ENTRY_BYTES) {
            throw file.damaged("it has fewer entries than it says");
        }
        long at = IndexFile.HEADER_BYTES;
        for (int level = levels.length - 1; level >= 0; level--) {
            levels[level] = file.part(at, count * ENTRY_BYTES);
            at += count * ENTRY_BYTES;
            count = above(count);
        }
    }

    /// Opens an index.
    ///
    /// @throws IOException when it cannot be read, or is cut short, foreign or damaged
    public static PairIndex map(Path path) throws IOException {
        return IndexFile.open(MappedFile.open(path, FORMAT), PairIndex::new);
    }

    /// Opens an index that many threads read until another takes its place: its pages are let go
    /// when nothing refers to it any more, and [#close] does nothing.
    ///
    /// @throws IOException as [#map]
    public static PairIndex mapShared(Path path) throws IOException {
        return IndexFile.open(MappedFile.openShared(path, FORMAT), PairIndex::new);
    }

    /// The class set of a device with a subscriber.
    ///
    /// @param imeiKey as [Imei#key]
    /// @param imsiKey as [org.veritac.identity.Imsi#key]
    /// @return 1 to 65,535; 0 when the pair is not listed
    /// @throws IllegalStateException when the index is closed
    public int find(long imeiKey, long imsiKey) {
        if (!isPair(imeiKey, imsiKey)) {
            return 0;
        }
        long upper = upper(imeiKey, imsiKey);
        long lower = lower(imsiKey);
        long group = 0;
        for (MemorySegment level : levels) {
            long place = lastUpTo(level, group, upper, lower);
            if (place < 0) {
                return 0;
            }
            group = place * FAN_OUT;
        }
        MemorySegment entries = levels[levels.length - 1];
        long at = group / FAN_OUT * ENTRY_BYTES;
        long found = entries.get(LONG, at + Long.BYTES);
        boolean same = entries.get(LONG, at) == upper && found >>> CLASS_BITS == lower;
        return same ? (char) found : 0;
    }

    /// The place of the last entry of a group that is not above a pair, -1 when all are.
    private static long lastUpTo(MemorySegment level, long group, long upper, long lower) {
        long from = group;
        long to = Math.min(group + FAN_OUT, level.byteSize() / ENTRY_BYTES) - 1;
        while (from <= to) {
            long middle = (from + to) >>> 1;
            long at = middle * ENTRY_BYTES;
            int order = Long.compareUnsigned(level.get(LONG, at), upper);
            if (order == 0) {
                order = Long.compare(level.get(LONG, at + Long.BYTES) >>> CLASS_BITS, lower);
            }
            if (order <= 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return to < group ? -1 : to;
    }

    public IndexHeader header() {
        return description.header();
    }

    /// How many pairs are listed.
    public long entries() {
        return description.entries();
    }

    /// The size of the file.
    public long bytes() {
        return file.length();
    }

    /// Reads everything and compares it with the digest in the header.
    ///
    /// @throws IOException when they differ
    public void verify() throws IOException {
        IndexFile.verify(file);
    }

    /// The SHA-256 of the whole file, read anew.
    public byte[] digest() {
        return file.digest(0);
    }

    @Override
    public void close() {
        file.close();
    }

    private static boolean isPair(long imeiKey, long imsiKey) {
        return imeiKey >= 0
                && imeiKey <= Imei.KEY_MAX
                && imsiKey >= 0
                && imsiKey >>> IMSI_BITS == 0;
    }

    private static long upper(long imeiKey, long imsiKey) {
        return (imeiKey << IMSI_UPPER_BITS) | (imsiKey >>> IMSI_LOWER_BITS);
    }

    private static long lower(long imsiKey) {
        return imsiKey & IMSI_LOWER_MASK;
    }

    private static long above(long count) {
        return (count + FAN_OUT - 1) / FAN_OUT;
    }

    private static int levels(long entries) {
        int levels = 0;
        for (long count = entries; count > FAN_OUT; count = above(count)) {
            levels++;
        }
        return levels;
    }

    /// Writes an index from pairs in ascending order, in constant memory. Not for several threads.
    public static final class Writer implements Closeable {
        private final PartFile file;
        private long entries;
        private long lastImei = -1;
        private long lastImsi = -1;

        /// Begins a file that appears under its name only with [#commit].
        public Writer(Path path) throws IOException {
            this.file = new PartFile(path, IndexFile.HEADER_BYTES);
        }

        /// Adds a pair.
        ///
        /// @param imeiKey as [Imei#key], not below the one before
        /// @param imsiKey as [org.veritac.identity.Imsi#key]; for the same device above the one
        ///   before
        /// @param classSet 1 to 65,535
        /// @throws IllegalArgumentException when one is not so
        public void add(long imeiKey, long imsiKey, int classSet) throws IOException {
            boolean ascending = imeiKey > lastImei || (imeiKey == lastImei && imsiKey > lastImsi);
            if (!ascending || !isPair(imeiKey, imsiKey)) {
                throw new IllegalArgumentException("pairs are added in ascending order");
            }
            IndexFile.checkClassSet(classSet);
            file.writeLong(upper(imeiKey, imsiKey));
            file.writeLong((lower(imsiKey) << CLASS_BITS) | classSet);
            lastImei = imeiKey;
            lastImsi = imsiKey;
            entries++;
        }

        /// Completes the file: levels, header, all of it on the disk, then its name.
        public void commit(IndexHeader header) throws IOException {
            long table = file.length();
            long below = IndexFile.HEADER_BYTES;
            for (long count = entries; count > FAN_OUT; count = above(count)) {
                long here = file.length();
                writeLevel(below, count);
                below = here;
            }
            new IndexFile(header, entries, table, levels(entries)).seal(file, FORMAT);
        }

        private void writeLevel(long below, long count) throws IOException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment written = file.written(arena);
                for (long i = 0; i < count; i += FAN_OUT) {
                    file.writeLong(written.get(LONG, below + i * ENTRY_BYTES));
                    file.writeLong(written.get(LONG, below + i * ENTRY_BYTES + Long.BYTES));
                }
            }
        }

        /// Deletes what was not committed.
        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
