// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.subscription.aka;

import org.veritac.card.Secret;

import java.util.Random;
import java.util.stream.LongStream;

/// Random subscribers and challenges, the same for the same seed.
final class Seeded {
    private final Random random;

    Seeded(long seed) {
        random = new Random(seed);
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Milenage functions() {
        return new Milenage(Secret.of(bytes(16)), Secret.of(bytes(16)));
    }

    Challenge challenge() {
        return new Challenge(bytes(16));
    }

    Sqn sqn() {
        return new Sqn(random.nextLong(1L << 48));
    }
}
