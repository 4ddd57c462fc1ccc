// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.sightings;

import org.jspecify.annotations.Nullable;
import org.veritac.register.Decision;
import org.veritac.register.EquipmentCheck;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// A queue of sightings with a fixed number of places, many that fill it and one that empties it,
/// without a lock and without making an object.
///
/// Each place has a turn. Place `p` may be filled for the `n`-th sighting (`p = n mod places`)
/// while its turn is `n`; once filled its turn is `n + 1`, which says that it may be emptied; once
/// empty it is `n + places`, when its number comes up again. Who fills takes a number first, so one
/// that was stopped in between holds up the emptying, never the others that fill.
final class Ring {
    private final int mask;
    private final AtomicLongArray turns;
    private final long[] times;
    private final @Nullable EquipmentCheck[] checks;
    private final @Nullable Decision[] decisions;
    private final AtomicLong taken = new AtomicLong();

    /// Only used by the one that empties.
    private long emptied;

    /// @param places how many sightings it holds; a power of two
    Ring(int places) {
        if (Integer.bitCount(places) != 1) {
            throw new IllegalArgumentException("a ring has a power of two of places");
        }
        mask = places - 1;
        turns = new AtomicLongArray(places);
        for (int i = 0; i < places; i++) {
            turns.setPlain(i, i);
        }
        times = new long[places];
        checks = new EquipmentCheck[places];
        decisions = new Decision[places];
    }

    /// Puts a sighting in.
    ///
    /// @return false when there is no place; then nothing has happened
    boolean offer(long millis, EquipmentCheck check, Decision decision) {
        while (true) {
            long number = taken.get();
            int place = (int) number & mask;
            long turn = turns.getAcquire(place);
            if (turn < number) {
                return false;
            }
            if (turn == number && taken.compareAndSet(number, number + 1)) {
                times[place] = millis;
                checks[place] = check;
                decisions[place] = decision;
                turns.setRelease(place, number + 1);
                return true;
            }
        }
    }

    /// How many were ever put in.
    long offered() {
        return taken.get();
    }

    /// Whether there is one to take out. This and what follows is for one thread only.
    boolean hasNext() {
        return turns.getAcquire((int) emptied & mask) == emptied + 1;
    }

    /// When the next was seen, milliseconds since 1970.
    long millis() {
        return times[(int) emptied & mask];
    }

    /// The check of the next.
    EquipmentCheck check() {
        return Objects.requireNonNull(checks[(int) emptied & mask]);
    }

    /// The answer of the next.
    Decision decision() {
        return Objects.requireNonNull(decisions[(int) emptied & mask]);
    }

    /// Takes the next out.
    void remove() {
        int place = (int) emptied & mask;
        checks[place] = null;
        decisions[place] = null;
        turns.setRelease(place, emptied + mask + 1);
        emptied++;
    }
}
