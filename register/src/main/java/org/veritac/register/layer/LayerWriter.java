// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.objects.ObjectHeapPriorityQueue;

import org.veritac.register.Key;
import org.veritac.register.Reason;
import org.veritac.register.mapped.PartFile;
import org.veritac.register.mapped.Scratch;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// Makes a [Layer] of rows that come in any order: sorts runs of them in memory, puts the runs
/// aside in a work folder and merges them. Memory is bounded whatever the number of rows. Not for
/// several threads.
///
/// Nothing stands under the names of the layer before [#commit] has it all on the disk.
public final class LayerWriter implements Closeable {
    /// How many rows may be added.
    public static final long ROWS_MAX = LayerFile.ROWS_MAX;

    /// How long the salt of the private file is.
    public static final int SALT_BYTES = LayerFile.PRIVATE.prefixBytes();

    private final Path file;
    private final byte[] salt;
    private final Limits limits;
    private final Run run;
    private final Scratch runs;
    private final LongArrayList runStarts = new LongArrayList();
    private final LongArrayList runRows = new LongArrayList();
    private final Columns columns;
    private long added;

    /// Begins a layer.
    ///
    /// @param file its public file; that name with `.private` is the private one
    /// @param privateKeys whether the keys are private too, as those of a list of subscribers
    /// @param salt [#SALT_BYTES] random bytes, used for nothing else
    /// @param workFolder for what does not fit into memory; left empty
    public LayerWriter(Path file, boolean privateKeys, byte[] salt, Path workFolder) {
        this(file, privateKeys, salt, new Limits(workFolder, 1 << 20, 1 << 26, ROWS_MAX));
    }

    LayerWriter(Path file, boolean privateKeys, byte[] salt, Limits limits) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes");
        }
        this.file = file;
        this.salt = salt.clone();
        this.limits = limits;
        this.run = new Run(limits.runRows, limits.runNoteBytes);
        this.runs = new Scratch(limits.workFolder);
        this.columns = new Columns(limits.workFolder, privateKeys, limits.runRows);
    }

    /// What it may use.
    ///
    /// @param workFolder for what does not fit into memory
    /// @param runRows how many rows are sorted in memory at once
    /// @param runNoteBytes at how many bytes of notes they are fewer
    /// @param rowsMax how many rows may be added
    record Limits(Path workFolder, int runRows, int runNoteBytes, long rowsMax) {}

    /// Adds a row. It replaces an earlier one of the same key and subscriber.
    ///
    /// @throws IOException when the work folder cannot be written, or there are more than
    ///   [#ROWS_MAX]
    public void add(Row row) throws IOException {
        if (row.imsi() == Row.ERASED) {
            throw new IllegalArgumentException("an erased subscriber cannot be listed");
        }
        Key key = row.key();
        long kindAndFirst = checked(key.kind(), key.a(), key.b());
        room();
        run.add(kindAndFirst, key.b(), row);
    }

    /// Adds a row for everyone and for good, like [#add] of a [Row] but without making one.
    ///
    /// @param a the first number of the key
    /// @param b its second number, 0 where the kind has none
    public void addPlain(Key.Kind kind, long a, long b, Reason reason) throws IOException {
        long kindAndFirst = checked(kind, a, b);
        room();
        run.addPlain(kindAndFirst, b, LayerFile.statement(reason, false, false));
    }

    private static long checked(Key.Kind kind, long a, long b) {
        boolean hasSecond = kind != Key.Kind.DEVICE && kind != Key.Kind.TAC;
        if (a < 0 || a >>> LayerFile.FIRST_BITS != 0 || b < 0 || (b != 0 && !hasSecond)) {
            throw new IllegalArgumentException("not a key");
        }
        return LayerFile.kindAndFirst(kind, a);
    }

    private void room() throws IOException {
        if (added == limits.rowsMax) {
            throw new IOException("a layer has at most " + limits.rowsMax + " rows");
        }
        if (run.isFull()) {
            spill();
        }
        added++;
    }

    private void spill() throws IOException {
        if (!run.isEmpty()) {
            runStarts.add(runs.length());
            runRows.add(run.spill(runs));
        }
    }

    /// Sorts and writes everything, forces it to the disk and gives the files their names: first
    /// the private, then the public one.
    ///
    /// @throws IOException when that fails; neither file is there then
    public LayerSummary commit() throws IOException {
        spill();
        merge();
        Path privateFile = Layer.privateFile(file);
        if (!columns.hasPrivate()) {
            Files.deleteIfExists(privateFile);
            return commitPublic(0, new byte[0]);
        }
        long length;
        byte[] commitment;
        try (PartFile part = new PartFile(privateFile, 0)) {
            columns.writePrivate(part, salt);
            length = part.length();
            commitment = part.digest();
            part.commit();
        }
        boolean done = false;
        try {
            LayerSummary summary = commitPublic(length, commitment);
            done = true;
            return summary;
        } finally {
            if (!done) {
                Files.deleteIfExists(privateFile);
            }
        }
    }

    private LayerSummary commitPublic(long privateLength, byte[] commitment) throws IOException {
        try (PartFile part = new PartFile(file, 0)) {
            columns.writePublic(part, privateLength, commitment);
            HexFormat hex = HexFormat.of();
            LayerSummary summary =
                    new LayerSummary(
                            columns.rows(),
                            columns.removals(),
                            added - columns.rows(),
                            hex.formatHex(part.digest()),
                            hex.formatHex(commitment));
            part.commit();
            return summary;
        }
    }

    private void merge() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment all = runs.content(arena);
            ObjectHeapPriorityQueue<SpilledRun> queue =
                    new ObjectHeapPriorityQueue<>(SpilledRun.ORDER);
            for (int i = 0; i < runStarts.size(); i++) {
                SpilledRun spilled =
                        new SpilledRun(all, i, runStarts.getLong(i), runRows.getLong(i));
                if (spilled.next()) {
                    queue.enqueue(spilled);
                }
            }
            while (!queue.isEmpty()) {
                SpilledRun least = queue.first();
                columns.add(least);
                skip(queue, least.kindAndFirst, least.second, least.imsi);
            }
        }
    }

    /// Leaves a key and subscriber behind in all runs.
    private static void skip(
            ObjectHeapPriorityQueue<SpilledRun> queue, long kindAndFirst, long second, long imsi) {
        while (!queue.isEmpty() && queue.first().isAt(kindAndFirst, second, imsi)) {
            if (queue.first().next()) {
                queue.changed();
            } else {
                queue.dequeue();
            }
        }
    }

    /// Deletes what was put aside.
    @Override
    public void close() throws IOException {
        try (runs) {
            columns.close();
        }
    }
}
