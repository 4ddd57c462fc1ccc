// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The constants c1 to c5 and r1 to r5 of Milenage (TS 35.206, clause 4.1). An operator may have
/// its own; most have the example's.
public final class Constants {
    /// Of TS 35.206, clause 4.1.
    public static final Constants STANDARD =
            new Constants(
                    new Pair(0, 0, 64),
                    new Pair(0, 1, 0),
                    new Pair(0, 2, 32),
                    new Pair(0, 4, 64),
                    new Pair(0, 8, 96));

    private static final int COUNT = 5;

    private final List<Pair> pairs;

    /// One ci and ri.
    ///
    /// @param high the first 8 bytes of ci
    /// @param low the last 8 bytes of ci
    /// @param rotation ri, in bits, 0 to 127
    public record Pair(long high, long low, int rotation) {
        public Pair {
            if (rotation < 0 || rotation > 127) {
                throw new IllegalArgumentException("a rotation by 0 to 127 bits");
            }
        }

        Block constant() {
            return new Block(high, low);
        }
    }

    /// An operator's own constants.
    ///
    /// @param pairs five; those of f2 to f5* differ from each other
    public Constants(Pair... pairs) {
        this.pairs = List.of(pairs);
        if (pairs.length != COUNT) {
            throw new IllegalArgumentException("five constants and five rotations");
        }
        if (this.pairs.subList(1, COUNT).stream().distinct().count() < COUNT - 1) {
            throw new IllegalArgumentException("two functions would give the same output");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Constants constants && constants.pairs.equals(pairs);
    }

    @Override
    public int hashCode() {
        return pairs.hashCode();
    }

    /// Of function 1 to 5.
    Pair pair(int function) {
        return pairs.get(function - 1);
    }
}
