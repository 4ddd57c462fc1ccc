// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Collects one [Chunk] and appends its smallest container to a block.
final class ChunkWriter {
    private final char[] lows = new char[Chunk.LOWS];
    private final char[] classes = new char[Chunk.LOWS];
    private final int[] perClass = new int[Chunk.CLASS_SET_MAX + 1];
    private final char[] distinct = new char[Chunk.CLASS_SETS_MAX];
    private final char[] grouped = new char[Chunk.LOWS];
    private final long[] words = new long[Chunk.LOWS / Long.SIZE];
    private int size;
    private boolean uniform = true;

    boolean isEmpty() {
        return size == 0;
    }

    /// Adds a low, which is above those before.
    void add(int low, int classSet) {
        lows[size] = (char) low;
        classes[size] = (char) classSet;
        uniform &= classes[0] == classSet;
        size++;
    }

    /// Appends the container and forgets the lows.
    ///
    /// @param containers those of the block so far, its position a multiple of 8
    /// @return the descriptor
    long write(ByteBuffer containers) {
        long descriptor =
                uniform ? writeOne(containers, lows, 0, size, classes[0]) : writeAll(containers);
        size = 0;
        uniform = true;
        return descriptor;
    }

    private long writeAll(ByteBuffer containers) {
        int start = containers.position();
        int count = countClasses();
        if (count <= Chunk.CLASS_SETS_MAX) {
            long several = writeSeveral(containers, count);
            int mixedBytes = 2 * Chunk.aligned(size * Character.BYTES);
            if (containers.position() - start <= mixedBytes) {
                return several;
            }
            containers.position(start);
        }
        putChars(containers, lows, 0, size);
        putChars(containers, classes, 0, size);
        return Chunk.descriptor(Chunk.MIXED, 0, start, size - 1);
    }

    /// Fills the distinct class sets, ascending, and returns their number, or one more than the
    /// maximum when there are more.
    private int countClasses() {
        Arrays.fill(perClass, 0);
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (perClass[classes[i]]++ == 0) {
                if (count == Chunk.CLASS_SETS_MAX) {
                    return count + 1;
                }
                distinct[count++] = classes[i];
            }
        }
        Arrays.sort(distinct, 0, count);
        return count;
    }

    private long writeSeveral(ByteBuffer containers, int count) {
        int start = containers.position();
        containers.position(start + count * Long.BYTES);
        int end = 0;
        for (int i = 0; i < count; i++) {
            end += perClass[distinct[i]];
            perClass[distinct[i]] = end;
        }
        for (int i = size - 1; i >= 0; i--) {
            grouped[--perClass[classes[i]]] = lows[i];
        }
        for (int i = 0; i < count; i++) {
            int to = i + 1 < count ? perClass[distinct[i + 1]] : size;
            long one = writeOne(containers, grouped, perClass[distinct[i]], to, distinct[i]);
            containers.putLong(start + i * Long.BYTES, one);
        }
        return Chunk.descriptor(Chunk.SEVERAL, count, start, 0);
    }

    /// Appends the smallest container for lows of one class set; of equal ones the fastest to read.
    private long writeOne(ByteBuffer containers, char[] from, int start, int end, int classSet) {
        int count = end - start;
        int at = containers.position();
        if (count == 1) {
            return Chunk.descriptor(Chunk.SINGLE, classSet, 0, from[start]);
        }
        int firstWord = from[start] / Long.SIZE;
        int wordCount = from[end - 1] / Long.SIZE - firstWord + 1;
        int runs = countRuns(from, start, end);
        int bitmap = wordCount * Long.BYTES;
        int run = Chunk.aligned(runs * 2 * Character.BYTES);
        int bucket = Chunk.bucketWords(count) * Long.BYTES + Chunk.aligned(count);
        int array = Chunk.aligned(count * Character.BYTES);
        int smallest = Math.min(Math.min(bitmap, run), Math.min(bucket, array));
        if (smallest == bitmap) {
            putBitmap(containers, from, start, end);
            int extent = Chunk.bitmapExtent(firstWord, wordCount);
            return Chunk.descriptor(Chunk.BITMAP, classSet, at, extent);
        }
        if (smallest == run) {
            putRuns(containers, from, start, end);
            return Chunk.descriptor(Chunk.RUNS, classSet, at, runs - 1);
        }
        if (smallest == bucket) {
            putBuckets(containers, from, start, end);
            return Chunk.descriptor(Chunk.BUCKETS, classSet, at, count - 1);
        }
        putChars(containers, from, start, end);
        return Chunk.descriptor(Chunk.ARRAY, classSet, at, count - 1);
    }

    private static int countRuns(char[] lows, int start, int end) {
        int runs = 1;
        for (int i = start + 1; i < end; i++) {
            runs += lows[i] == lows[i - 1] + 1 ? 0 : 1;
        }
        return runs;
    }

    private void putBitmap(ByteBuffer containers, char[] lows, int start, int end) {
        int first = lows[start] / Long.SIZE;
        int last = lows[end - 1] / Long.SIZE;
        for (int i = start; i < end; i++) {
            words[lows[i] / Long.SIZE] |= 1L << lows[i];
        }
        putWords(containers, first, last + 1);
    }

    private void putWords(ByteBuffer containers, int first, int end) {
        for (int i = first; i < end; i++) {
            containers.putLong(words[i]);
            words[i] = 0;
        }
    }

    private static void putRuns(ByteBuffer containers, char[] lows, int start, int end) {
        containers.putChar(lows[start]);
        for (int i = start + 1; i < end; i++) {
            if (lows[i] != lows[i - 1] + 1) {
                containers.putChar(lows[i - 1]);
                containers.putChar(lows[i]);
            }
        }
        containers.putChar(lows[end - 1]);
        pad(containers);
    }

    private void putBuckets(ByteBuffer containers, char[] lows, int start, int end) {
        for (int i = start; i < end; i++) {
            int bit = (lows[i] >>> 8) + i - start;
            words[bit / Long.SIZE] |= 1L << bit;
        }
        putWords(containers, 0, Chunk.bucketWords(end - start));
        for (int i = start; i < end; i++) {
            containers.put((byte) lows[i]);
        }
        pad(containers);
    }

    private static void putChars(ByteBuffer containers, char[] values, int start, int end) {
        for (int i = start; i < end; i++) {
            containers.putChar(values[i]);
        }
        pad(containers);
    }

    private static void pad(ByteBuffer containers) {
        while (containers.position() % Long.BYTES != 0) {
            containers.put((byte) 0);
        }
    }
}
