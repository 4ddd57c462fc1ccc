// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import static org.veritac.register.mapped.MappedFile.CHAR;
import static org.veritac.register.mapped.MappedFile.LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// One chunk: which of 65,536 neighbouring serial numbers of a TAC are listed, and in which class
/// set. Below, a `low` is the serial number's low 16 bits. A chunk is a descriptor of 64 bits and a
/// container that it points to:
///
/// ```
/// bits  0-2   kind
/// bits  3-18  class set of all its lows; of SEVERAL the number of descriptors
/// bits 19-38  offset of the container, in units of 8 bytes from the first container of the block
/// bits 39-63  extent
///
/// kind      container, padded to 8 bytes                                extent
/// 0 EMPTY   none                                                        0
/// 1 SINGLE  none                                                        the low
/// 2 ARRAY   lows, ascending, 2 bytes each                               lows - 1
/// 3 RUNS    first and last low of each run, ascending, 2 bytes each     runs - 1
/// 4 BITMAP  64-bit words, bit low % 64 of word low / 64; only the       bits 0-9 the first word,
///           words from the first to the last that is not zero           bits 10-19 words - 1
/// 5 BUCKETS for each of the 256 upper bytes: as many one bits as lows   lows - 1
///           have it, then a zero bit; in 64-bit words, lowest bit
///           first; then the lower bytes of the lows
/// 6 SEVERAL descriptors of the kinds 1 to 5, one for a class set        0
/// 7 MIXED   lows as in ARRAY, padded to 8 bytes, then the class set     lows - 1
///           of each, 2 bytes each
/// ```
final class Chunk {
    static final int LOWS = 1 << 16;

    /// How many class sets SEVERAL holds; a chunk with more is MIXED.
    static final int CLASS_SETS_MAX = 255;

    /// The largest class set.
    static final int CLASS_SET_MAX = 0xFFFF;

    static final int EMPTY = 0;
    static final int SINGLE = 1;
    static final int ARRAY = 2;
    static final int RUNS = 3;
    static final int BITMAP = 4;
    static final int BUCKETS = 5;
    static final int SEVERAL = 6;
    static final int MIXED = 7;

    /// How many buckets BUCKETS has.
    static final int BUCKET_COUNT = 256;

    private static final int CLASS_SHIFT = 3;
    private static final int OFFSET_SHIFT = 19;
    private static final int EXTENT_SHIFT = 39;
    private static final int KIND_MASK = 7;
    private static final int OFFSET_MASK = 0xF_FFFF;
    private static final int WORD_BITS = 10;
    private static final int WORD_MASK = (1 << WORD_BITS) - 1;

    private Chunk() {}

    static long descriptor(int kind, int classSet, int offsetBytes, int extent) {
        return kind
                | ((long) classSet << CLASS_SHIFT)
                | ((long) (offsetBytes / Long.BYTES) << OFFSET_SHIFT)
                | ((long) extent << EXTENT_SHIFT);
    }

    static int bitmapExtent(int firstWord, int words) {
        return firstWord | ((words - 1) << WORD_BITS);
    }

    static int kind(long descriptor) {
        return (int) descriptor & KIND_MASK;
    }

    private static int classSet(long descriptor) {
        return (int) (descriptor >>> CLASS_SHIFT) & CLASS_SET_MAX;
    }

    private static long container(long descriptor, long containers) {
        return containers + ((descriptor >>> OFFSET_SHIFT) & OFFSET_MASK) * Long.BYTES;
    }

    private static int extent(long descriptor) {
        return (int) (descriptor >>> EXTENT_SHIFT);
    }

    /// The class set of a low, 0 when it is not listed.
    ///
    /// @param containers where the containers of the block begin in the file
    static int find(MemorySegment file, long containers, long descriptor, int low) {
        return switch (kind(descriptor)) {
            case EMPTY -> 0;
            case SEVERAL -> findInSeveral(file, containers, descriptor, low);
            case MIXED -> findInMixed(file, containers, descriptor, low);
            default -> holds(file, containers, descriptor, low) ? classSet(descriptor) : 0;
        };
    }

    private static boolean holds(MemorySegment file, long containers, long descriptor, int low) {
        long at = container(descriptor, containers);
        int extent = extent(descriptor);
        return switch (kind(descriptor)) {
            case SINGLE -> extent == low;
            case ARRAY -> indexOf(file, at, extent + 1, low) >= 0;
            case RUNS -> runsHold(file, at, extent + 1, low);
            case BITMAP -> bitmapHolds(file, at, extent, low);
            case BUCKETS -> bucketsHold(file, at, extent + 1, low);
            default -> false;
        };
    }

    private static int findInSeveral(
            MemorySegment file, long containers, long descriptor, int low) {
        long at = container(descriptor, containers);
        int count = classSet(descriptor);
        for (int i = 0; i < count; i++) {
            long one = file.get(LONG, at + (long) i * Long.BYTES);
            if (holds(file, containers, one, low)) {
                return classSet(one);
            }
        }
        return 0;
    }

    private static int findInMixed(MemorySegment file, long containers, long descriptor, int low) {
        long at = container(descriptor, containers);
        int count = extent(descriptor) + 1;
        int index = indexOf(file, at, count, low);
        long classes = at + aligned(count * Character.BYTES);
        return index < 0 ? 0 : file.get(CHAR, classes + (long) index * Character.BYTES);
    }

    private static int indexOf(MemorySegment file, long at, int count, int low) {
        int from = 0;
        int to = count - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int value = file.get(CHAR, at + (long) middle * Character.BYTES);
            if (value < low) {
                from = middle + 1;
            } else if (value > low) {
                to = middle - 1;
            } else {
                return middle;
            }
        }
        return -1;
    }

    private static boolean runsHold(MemorySegment file, long at, int runs, int low) {
        int from = 0;
        int to = runs - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            long run = at + (long) middle * 2 * Character.BYTES;
            if (file.get(CHAR, run) > low) {
                to = middle - 1;
            } else if (file.get(CHAR, run + Character.BYTES) < low) {
                from = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    private static boolean bitmapHolds(MemorySegment file, long at, int extent, int low) {
        int word = (low >>> 6) - (extent & WORD_MASK);
        return word >= 0
                && word <= extent >>> WORD_BITS
                && ((file.get(LONG, at + (long) word * Long.BYTES) >>> low) & 1) != 0;
    }

    private static boolean bucketsHold(MemorySegment file, long at, int count, int low) {
        int bucket = low >>> 8;
        byte lower = (byte) low;
        int bit = bucket == 0 ? 0 : zero(file, at, bucket) + 1;
        long lowers = at + bucketWords(count) * (long) Long.BYTES - bucket;
        while (((file.get(LONG, at + (long) (bit >>> 6) * Long.BYTES) >>> bit) & 1) != 0) {
            if (file.get(ValueLayout.JAVA_BYTE, lowers + bit) == lower) {
                return true;
            }
            bit++;
        }
        return false;
    }

    /// The place of the n-th zero bit, counted from one.
    private static int zero(MemorySegment file, long at, int n) {
        int left = n;
        int word = 0;
        long zeros = ~file.get(LONG, at);
        for (int count = Long.bitCount(zeros); count < left; count = Long.bitCount(zeros)) {
            left -= count;
            word++;
            zeros = ~file.get(LONG, at + (long) word * Long.BYTES);
        }
        return (word << 6) + select(zeros, left);
    }

    /// The place of the n-th one bit of a word, counted from one: by halves, without branches, as
    /// each would be guessed wrong half of the time.
    private static int select(long word, int n) {
        int left = n;
        int place = 0;
        for (int half = Long.SIZE / 2; half > 0; half /= 2) {
            int count = Long.bitCount((word >>> place) & ((1L << half) - 1));
            int isAbove = (count - left) >> 31;
            left -= count & isAbove;
            place += half & isAbove;
        }
        return place;
    }

    static int bucketWords(int count) {
        return (count + BUCKET_COUNT + Long.SIZE - 1) / Long.SIZE;
    }

    static int aligned(int bytes) {
        return (bytes + Long.BYTES - 1) & -Long.BYTES;
    }
}
