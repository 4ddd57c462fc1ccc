// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import org.veritac.register.mapped.PartFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Collects the block of one TAC at a time and appends it to a file. The memory it takes is that of
/// the largest block.
final class BlockWriter {
    /// The largest block has all its chunks MIXED and full, four bytes for a serial number.
    static final int CONTAINER_BYTES_MAX = Blocks.CHUNKS * Chunk.LOWS * 4;

    /// SEVERAL is tried before it is measured against MIXED: its descriptors, and a container of at
    /// most 8 KiB and one word for each class set.
    private static final int TRIAL_BYTES_MAX =
            Chunk.CLASS_SETS_MAX * (Long.BYTES + Chunk.LOWS / Byte.SIZE + Long.BYTES);

    private final PartFile file;
    private final ByteBuffer containers =
            ByteBuffer.allocate(CONTAINER_BYTES_MAX + TRIAL_BYTES_MAX)
                    .order(ByteOrder.LITTLE_ENDIAN);
    private final long[] descriptors = new long[Blocks.CHUNKS];
    private final ChunkWriter lows = new ChunkWriter(containers);
    private long tac;
    private int chunk;
    private long blocks;

    BlockWriter(PartFile file) {
        this.file = file;
    }

    /// Adds a device, which is above those before.
    void add(long inTac, int serial, int classSet) throws IOException {
        int inChunk = serial / Chunk.LOWS;
        if (inTac != tac) {
            endBlock();
        } else if (inChunk != chunk) {
            endChunk();
        }
        tac = inTac;
        chunk = inChunk;
        lows.add(serial % Chunk.LOWS, classSet);
    }

    /// How many blocks are written.
    long blocks() {
        return blocks;
    }

    /// Writes the block at hand, if there is one.
    void endBlock() throws IOException {
        endChunk();
        int mask = 0;
        for (int i = 0; i < Blocks.CHUNKS; i++) {
            mask |= descriptors[i] == 0 ? 0 : 1 << i;
        }
        if (mask != 0) {
            writeBlock(mask);
        }
    }

    private void endChunk() {
        if (!lows.isEmpty()) {
            descriptors[chunk] = lows.write();
        }
    }

    private void writeBlock(int mask) throws IOException {
        boolean dense = Blocks.isDense(mask);
        int count = dense ? Blocks.CHUNKS : Integer.bitCount(mask);
        file.writeLong(Blocks.head(tac, mask, Long.BYTES * (1L + count) + containers.position()));
        for (int i = 0; i < Blocks.CHUNKS; i++) {
            if (dense || descriptors[i] != 0) {
                file.writeLong(descriptors[i]);
            }
            descriptors[i] = 0;
        }
        file.write(containers.flip());
        containers.clear();
        blocks++;
    }
}
