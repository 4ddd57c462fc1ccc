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
    private final ByteBuffer containers;
    private int size;
    private boolean uniform = true;

    /// An empty chunk.
    ///
    /// @param containers those of the block so far, its position a multiple of 8
    ChunkWriter(ByteBuffer containers) {
        this.containers = containers;
    }

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
    /// @return the descriptor
    long write() {
        long descriptor = uniform ? writeOne(lows, 0, size, classes[0]) : writeAll();
        size = 0;
        uniform = true;
        return descriptor;
    }

    private long writeAll() {
        int start = containers.position();
        int count = countClasses();
        if (count > 0) {
            long several = writeSeveral(count);
            int mixedBytes = 2 * Chunk.aligned(size * Character.BYTES);
            if (containers.position() - start <= mixedBytes) {
                return several;
            }
            containers.position(start);
        }
        putChars(lows, 0, size);
        putChars(classes, 0, size);
        return Chunk.descriptor(Chunk.MIXED, 0, start, size - 1);
    }

    /// Fills the distinct class sets, ascending, counts the lows of each and returns their number;
    /// 0 when they are more than SEVERAL holds.
    private int countClasses() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (perClass[classes[i]] == 0) {
                if (count == Chunk.CLASS_SETS_MAX) {
                    forgetClasses(count);
                    return 0;
                }
                distinct[count++] = classes[i];
            }
            perClass[classes[i]]++;
        }
        Arrays.sort(distinct, 0, count);
        return count;
    }

    /// Leaves the counts zero for the next chunk; clearing all 65,536 would take longer than all
    /// else.
    private void forgetClasses(int count) {
        for (int i = 0; i < count; i++) {
            perClass[distinct[i]] = 0;
        }
    }

    private long writeSeveral(int count) {
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
            long one = writeOne(grouped, perClass[distinct[i]], to, distinct[i]);
            containers.putLong(start + i * Long.BYTES, one);
        }
        forgetClasses(count);
        return Chunk.descriptor(Chunk.SEVERAL, count, start, 0);
    }

    /// Appends the smallest container for lows of one class set; of equal ones the fastest to read.
    private long writeOne(char[] from, int start, int end, int classSet) {
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
            putBitmap(from, start, end);
            int extent = Chunk.bitmapExtent(firstWord, wordCount);
            return Chunk.descriptor(Chunk.BITMAP, classSet, at, extent);
        }
        if (smallest == run) {
            putRuns(from, start, end);
            return Chunk.descriptor(Chunk.RUNS, classSet, at, runs - 1);
        }
        if (smallest == bucket) {
            putBuckets(from, start, end);
            return Chunk.descriptor(Chunk.BUCKETS, classSet, at, count - 1);
        }
        putChars(from, start, end);
        return Chunk.descriptor(Chunk.ARRAY, classSet, at, count - 1);
    }

    private static int countRuns(char[] lows, int start, int end) {
        int runs = 1;
        for (int i = start + 1; i < end; i++) {
            runs += lows[i] == lows[i - 1] + 1 ? 0 : 1;
        }
        return runs;
    }

    private void putBitmap(char[] lows, int start, int end) {
        int first = lows[start] / Long.SIZE;
        int last = lows[end - 1] / Long.SIZE;
        for (int i = start; i < end; i++) {
            words[lows[i] / Long.SIZE] |= 1L << lows[i];
        }
        putWords(first, last + 1);
    }

    private void putWords(int first, int end) {
        for (int i = first; i < end; i++) {
            containers.putLong(words[i]);
            words[i] = 0;
        }
    }

    private void putRuns(char[] lows, int start, int end) {
        containers.putChar(lows[start]);
        for (int i = start + 1; i < end; i++) {
            if (lows[i] != lows[i - 1] + 1) {
                containers.putChar(lows[i - 1]);
                containers.putChar(lows[i]);
            }
        }
        containers.putChar(lows[end - 1]);
        pad();
    }

    private void putBuckets(char[] lows, int start, int end) {
        for (int i = start; i < end; i++) {
            int bit = (lows[i] >>> 8) + i - start;
            words[bit / Long.SIZE] |= 1L << bit;
        }
        putWords(0, Chunk.bucketWords(end - start));
        for (int i = start; i < end; i++) {
            containers.put((byte) lows[i]);
        }
        pad();
    }

    private void putChars(char[] values, int start, int end) {
        for (int i = start; i < end; i++) {
            containers.putChar(values[i]);
        }
        pad();
    }

    private void pad() {
        while (containers.position() % Long.BYTES != 0) {
            containers.put((byte) 0);
        }
    }
}
