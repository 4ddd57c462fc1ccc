// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import static org.veritac.register.mapped.MappedFile.LONG;

import java.lang.foreign.MemorySegment;

/// The blocks of a device index, one for a TAC, ascending, from the header on; and the directory
/// that finds them. A block begins at a multiple of 8 bytes:
///
/// ```
/// 0  8  bits  0-26  TAC
///       bits 27-42  which of its 16 chunks (serial number / 65,536) are present, lowest bit first
///       bits 43-63  length of the block, in units of 8 bytes
/// 8  …  chunk descriptors, 8 bytes each: of all 16 chunks when more than 8 are present, so that one
///       is found without looking at the bits; else of those that are present
///    …  containers
/// ```
///
/// The directory is a hash table with a power of two of slots, more than half of them empty, of 8
/// bytes each, so that a probe is one memory access and a cache line holds 8 of them:
///
/// ```
/// bits  0-26  TAC
/// bit  27     whether the block has descriptors of all 16 chunks
/// bits 28-63  offset of the block in the file, in units of 8 bytes; the whole slot 0 when empty
/// ```
///
/// The place of a TAC is the upper bits of its product with 0x9E3779B97F4A7C15 (64 bits); when that
/// is taken, the next one.
final class Blocks {
    static final int CHUNKS = 16;

    /// The fewest slots, those of an index without entries.
    static final int SLOTS_MIN = 8;

    private static final int SPARSE_CHUNKS_MAX = 8;
    private static final int MASK_SHIFT = 27;
    private static final int LENGTH_SHIFT = 43;
    private static final long TAC_MASK = (1L << MASK_SHIFT) - 1;
    private static final int MASK = (1 << CHUNKS) - 1;
    private static final long DENSE = 1L << MASK_SHIFT;
    private static final int OFFSET_SHIFT = 28;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private Blocks() {}

    static long head(long tac, int mask, long lengthBytes) {
        return tac | ((long) mask << MASK_SHIFT) | ((lengthBytes / Long.BYTES) << LENGTH_SHIFT);
    }

    /// Whether a block with these chunks has descriptors of all.
    static boolean isDense(int mask) {
        return Integer.bitCount(mask) > SPARSE_CHUNKS_MAX;
    }

    /// The slot of a TAC, 0 when the index does not have it.
    ///
    /// @param slots how many the table has
    static long slot(MemorySegment table, long slots, long tac) {
        long place = place(tac, slots);
        for (long probes = 0; probes < slots; probes++) {
            long slot = table.get(LONG, place * Long.BYTES);
            if (slot == 0 || (slot & TAC_MASK) == tac) {
                return slot;
            }
            place = (place + 1) & (slots - 1);
        }
        return 0;
    }

    /// The class set of a serial number in the block of a slot, 0 when it is not listed.
    static int find(MemorySegment file, long slot, int serial) {
        long block = (slot >>> OFFSET_SHIFT) * Long.BYTES;
        int chunk = serial / Chunk.LOWS;
        long first = block + Long.BYTES;
        if ((slot & DENSE) != 0) {
            long descriptor = file.get(LONG, first + (long) chunk * Long.BYTES);
            return Chunk.find(file, first + CHUNKS * Long.BYTES, descriptor, (char) serial);
        }
        int mask = mask(file.get(LONG, block));
        if (((mask >>> chunk) & 1) == 0) {
            return 0;
        }
        long before = Integer.bitCount(mask & ((1 << chunk) - 1));
        long descriptor = file.get(LONG, first + before * Long.BYTES);
        long containers = first + (long) Integer.bitCount(mask) * Long.BYTES;
        return Chunk.find(file, containers, descriptor, (char) serial);
    }

    private static int mask(long head) {
        return (int) (head >>> MASK_SHIFT) & MASK;
    }

    private static long place(long tac, long slots) {
        return (tac * SPREAD) >>> (Long.numberOfLeadingZeros(slots) + 1);
    }

    /// How many slots a directory of so many TACs has.
    static long slots(long tacs) {
        return Math.max(SLOTS_MIN, Long.highestOneBit(tacs) * 4);
    }

    /// Fills the directory from the blocks.
    ///
    /// @param file the header and all blocks
    /// @param table the directory, all zeros
    static void fill(MemorySegment file, MemorySegment table) {
        long slots = table.byteSize() / Long.BYTES;
        long at = IndexFile.HEADER_BYTES;
        while (at < file.byteSize()) {
            long head = file.get(LONG, at);
            long place = place(head & TAC_MASK, slots);
            while (table.get(LONG, place * Long.BYTES) != 0) {
                place = (place + 1) & (slots - 1);
            }
            long dense = isDense(mask(head)) ? DENSE : 0;
            long slot = (head & TAC_MASK) | dense | ((at / Long.BYTES) << OFFSET_SHIFT);
            table.set(LONG, place * Long.BYTES, slot);
            at += (head >>> LENGTH_SHIFT) * Long.BYTES;
        }
    }
}
