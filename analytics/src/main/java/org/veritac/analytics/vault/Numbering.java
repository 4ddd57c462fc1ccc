// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.vault;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/// Identities of one kind and their numbers, both ways, in memory: 8 bytes an identity for its
/// packed form and 4 to 11 in a table with open addressing that finds it.
final class Numbering {
    /// How many entries a page has; it is also the smallest range from which numbers are drawn.
    static final int PAGE = 1 << 16;

    /// How many identities of a kind there are at most.
    static final int NUMBERS_MAX = 1 << 29;

    static final long FREE = 0;
    static final long DELETED = 1;
    private static final int PAGE_BITS = 16;

    /// High halves of a page whose identities have none.
    static final long[] NARROW = {};

    /// A new range is a quarter of what there is.
    private static final int RANGE_PART = 4;

    private static final int SLOTS_MIN = 1 << 10;
    private static final long MIX_HIGH = 0x9E3779B97F4A7C15L;
    private static final long MIX = 0xff51afd7ed558ccdL;
    private static final int MIX_SHIFT = 33;

    private final RandomGenerator random;

    /// Makes the places in the table unforeseeable for who chooses identities.
    private final long seed;

    private final int numbersMax;
    private long[][] low = {};
    private long[][] high = {};
    private int pages;
    private int[] slots = new int[SLOTS_MIN];
    private int used;
    private int[] free = {};
    private int freeCount;
    private final BitSet changed = new BitSet();
    private int[] added = new int[SLOTS_MIN];
    private int addedCount;

    Numbering(RandomGenerator random) {
        this(random, NUMBERS_MAX);
    }

    Numbering(RandomGenerator random, int numbersMax) {
        this.random = random;
        this.numbersMax = numbersMax;
        this.seed = random.nextLong();
    }

    /// Puts a page as it was read; the last one put under a number counts. [#index] comes after.
    void put(int page, long[] lowHalves, long[] highHalves) {
        room(page + 1);
        low[page] = lowHalves;
        high[page] = highHalves;
    }

    /// Makes everything that was put findable.
    void index() {
        slots = new int[slotsFor(known())];
        for (int number = 0; number < pages << PAGE_BITS; number++) {
            long entry = low(number);
            if (entry > DELETED) {
                grow();
                slots[slot(high(number), entry)] = number + 1;
            } else if (entry == FREE) {
                offer(number);
            }
        }
        shuffle();
    }

    private int known() {
        int known = 0;
        for (int number = 0; number < pages << PAGE_BITS; number++) {
            known += low(number) > DELETED ? 1 : 0;
        }
        return known;
    }

    /// A table for so many is made at once: one that doubles puts each in twice.
    private static int slotsFor(int entries) {
        int size = SLOTS_MIN;
        while (entries >= size / 4 * 3) {
            size *= 2;
        }
        return size;
    }

    /// The number of an identity, or -1.
    int find(long highHalf, long lowHalf) {
        return slots[slot(highHalf, lowHalf)] - 1;
    }

    /// The number that an identity has or gets.
    ///
    /// @return -1 when there is no number left
    int number(long highHalf, long lowHalf) {
        int slot = slot(highHalf, lowHalf);
        if (slots[slot] > 0) {
            return slots[slot] - 1;
        }
        if (used >= numbersMax) {
            return -1;
        }
        int number = draw();
        set(number, highHalf, lowHalf);
        grow();
        slots[slot(highHalf, lowHalf)] = number + 1;
        remember(number);
        return number;
    }

    private void remember(int number) {
        if (addedCount == added.length) {
            added = Arrays.copyOf(added, added.length * 2);
        }
        added[addedCount++] = number;
    }

    private void set(int number, long highHalf, long lowHalf) {
        int page = number >> PAGE_BITS;
        low[page][number & PAGE - 1] = lowHalf;
        if (highHalf != 0 && high[page].length == 0) {
            high[page] = new long[PAGE];
        }
        if (high[page].length > 0) {
            high[page][number & PAGE - 1] = highHalf;
        }
        changed.set(page);
    }

    /// Forgets who a number is; the number is never given again.
    void delete(int number) {
        if (low(number) > DELETED) {
            set(number, 0, DELETED);
        }
    }

    boolean isGiven(int number) {
        return number >= 0 && number < pages << PAGE_BITS && low(number) > DELETED;
    }

    long low(int number) {
        return low[number >> PAGE_BITS][number & PAGE - 1];
    }

    long high(int number) {
        long[] page = high[number >> PAGE_BITS];
        return page.length == 0 ? 0 : page[number & PAGE - 1];
    }

    /// How many identities there are.
    int count() {
        return used;
    }

    /// How many numbers were given since it was made.
    int addedCount() {
        return addedCount;
    }

    int added(int i) {
        return added[i];
    }

    /// The pages that are not as they were put.
    int[] changedPages() {
        return changed.stream().toArray();
    }

    int pages() {
        return pages;
    }

    long[] lowPage(int page) {
        return low[page];
    }

    /// Empty when no identity of the page has a high half.
    long[] highPage(int page) {
        return high[page];
    }

    private void room(int wanted) {
        if (wanted > low.length) {
            int length = Math.max(wanted, low.length * 2);
            low = Arrays.copyOf(low, length);
            high = Arrays.copyOf(high, length);
        }
        for (int page = pages; page < wanted; page++) {
            low[page] = new long[PAGE];
            high[page] = NARROW;
        }
        pages = Math.max(pages, wanted);
    }

    /// Takes a free number by lot.
    private int draw() {
        if (freeCount == 0) {
            int from = pages << PAGE_BITS;
            room(pages + 1 + pages / RANGE_PART);
            for (int number = from; number < pages << PAGE_BITS; number++) {
                offer(number);
            }
            shuffle();
        }
        return free[--freeCount];
    }

    private void offer(int number) {
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, Math.max(PAGE, free.length * 2));
        }
        free[freeCount++] = number;
    }

    private void shuffle() {
        for (int i = freeCount - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int number = free[i];
            free[i] = free[other];
            free[other] = number;
        }
    }

    /// Where an identity stands in the table, or would stand.
    private int slot(long highHalf, long lowHalf) {
        long mixed = (lowHalf + seed ^ highHalf * MIX_HIGH) * MIX;
        mixed = (mixed ^ mixed >>> MIX_SHIFT) * MIX;
        int slot = (int) (mixed >>> MIX_SHIFT) & slots.length - 1;
        while (slots[slot] > 0 && !isAt(slots[slot] - 1, highHalf, lowHalf)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private boolean isAt(int number, long highHalf, long lowHalf) {
        return low(number) == lowHalf && high(number) == highHalf;
    }

    /// Makes room for one more: the table is at most three quarters full.
    private void grow() {
        used++;
        if (used < slots.length / 4 * 3) {
            return;
        }
        int[] old = slots;
        slots = new int[old.length * 2];
        for (int entry : old) {
            if (entry > 0) {
                slots[slot(high(entry - 1), low(entry - 1))] = entry;
            }
        }
    }
}
