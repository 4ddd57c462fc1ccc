// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import org.veritac.identity.Imei;
import org.veritac.register.mapped.Format;
import org.veritac.register.mapped.MappedFile;
import org.veritac.register.mapped.PartFile;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// The individually listed devices: IMEI key to class set. A mapped file of about a byte for an
/// entry; opening it reads its header only, whatever its size.
///
/// Safe for many threads. A file damaged after its header is found by [#verify]; a look-up in it
/// may answer wrongly or throw [IndexOutOfBoundsException], but never reads outside the file.
public final class DeviceIndex implements Closeable {
    private static final Format FORMAT = IndexFile.format("device index", "VTDEVICE");
    private static final long SERIALS = 1_000_000;

    private final MappedFile file;
    private final IndexFile description;
    private final MemorySegment segment;
    private final MemorySegment table;
    private final long slots;

    private DeviceIndex(MappedFile file) throws IOException {
        this.file = file;
        this.description = IndexFile.read(file);
        this.segment = file.segment();
        this.slots = description.tableSize();
        if (slots < Blocks.SLOTS_MIN || Long.bitCount(slots) != 1 || slots > file.length()) {
            throw file.damaged("its directory has " + slots + " slots");
        }
        this.table = file.part(description.table(), slots * Long.BYTES);
    }

    /// Opens an index.
    ///
    /// @throws IOException when it cannot be read, or is cut short, foreign or damaged
    public static DeviceIndex map(Path path) throws IOException {
        return IndexFile.open(MappedFile.open(path, FORMAT), DeviceIndex::new);
    }

    /// Opens an index that many threads read until another takes its place: its pages are let go
    /// when nothing refers to it any more, and [#close] does nothing.
    ///
    /// @throws IOException as [#map]
    public static DeviceIndex mapShared(Path path) throws IOException {
        return IndexFile.open(MappedFile.openShared(path, FORMAT), DeviceIndex::new);
    }

    /// The class set of a device.
    ///
    /// @param imeiKey as [Imei#key]
    /// @return 1 to 65,535; 0 when the device is not listed
    /// @throws IllegalStateException when the index is closed
    public int find(long imeiKey) {
        if (imeiKey < 0 || imeiKey > Imei.KEY_MAX) {
            return 0;
        }
        long tac = imeiKey / SERIALS;
        long slot = Blocks.slot(table, slots, tac);
        return slot == 0 ? 0 : Blocks.find(segment, slot, (int) (imeiKey - tac * SERIALS));
    }

    public IndexHeader header() {
        return description.header();
    }

    /// How many devices are listed.
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

    /// Writes an index from devices in ascending order, in memory for one TAC. Not for several
    /// threads.
    public static final class Writer implements Closeable {
        private final PartFile file;
        private final BlockWriter blocks;
        private long entries;
        private long last = -1;

        /// Begins a file that appears under its name only with [#commit].
        public Writer(Path path) throws IOException {
            this.file = new PartFile(path, IndexFile.HEADER_BYTES);
            this.blocks = new BlockWriter(file);
        }

        /// Adds a device.
        ///
        /// @param imeiKey as [Imei#key], above the one before
        /// @param classSet 1 to 65,535
        /// @throws IllegalArgumentException when either is not so
        public void add(long imeiKey, int classSet) throws IOException {
            if (imeiKey <= last || imeiKey > Imei.KEY_MAX) {
                throw new IllegalArgumentException("devices are added in ascending order");
            }
            IndexFile.checkClassSet(classSet);
            long tac = imeiKey / SERIALS;
            blocks.add(tac, (int) (imeiKey - tac * SERIALS), classSet);
            last = imeiKey;
            entries++;
        }

        /// Completes the file: directory, header, all of it on the disk, then its name.
        public void commit(IndexHeader header) throws IOException {
            blocks.endBlock();
            long slots = Blocks.slots(blocks.blocks());
            long table = file.length();
            file.region(slots * Long.BYTES, Blocks::fill);
            new IndexFile(header, entries, table, slots).seal(file, FORMAT);
        }

        /// Deletes what was not committed.
        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
