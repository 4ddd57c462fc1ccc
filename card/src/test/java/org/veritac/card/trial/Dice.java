// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.card.trial;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;

/// Randomness for channels that is the same each time: given bytes, or bytes by a seed.
public final class Dice extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] given;
    private final Random random;

    private Dice(byte[] given, long seed) {
        this.given = given;
        this.random = new Random(seed);
    }

    /// Always these bytes, from the first one.
    public static Dice loaded(byte[] bytes) {
        return new Dice(bytes.clone(), 0);
    }

    public static Dice seeded(long seed) {
        return new Dice(new byte[0], seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        if (given.length == 0) {
            random.nextBytes(bytes);
        } else {
            System.arraycopy(Arrays.copyOf(given, bytes.length), 0, bytes, 0, bytes.length);
        }
    }
}
