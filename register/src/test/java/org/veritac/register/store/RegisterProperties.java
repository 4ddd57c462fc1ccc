// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.store;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.stream.LongStream;

/// Random histories: after every operation the view, the recomputation and the auditor agree, now
/// and of every earlier position.
final class RegisterProperties {
    /// How many worlds, and how many operations in each: `-Dworlds=1000 -Dsteps=300`.
    private static final int WORLDS = Integer.getInteger("worlds", 30);

    private static final int STEPS = Integer.getInteger("steps", 30);
    private static final int CHECKS = 3;

    @TempDir Path folder;

    static LongStream seeds() {
        long first = Long.getLong("seed", 1);
        return LongStream.range(first, first + WORLDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void viewRecomputationAndAuditorAgree(long seed) throws Exception {
        try (var sandbox = new Sandbox(folder)) {
            var world = new RandomWorld(seed, sandbox);
            for (int step = 0; step < STEPS; step++) {
                try {
                    world.step();
                    world.compare(CHECKS);
                } catch (AssertionError | Exception e) {
                    throw new AssertionError(
                            "step " + step + " of -Dworlds=1 -Dseed=" + seed + ": " + e, e);
                }
            }
        }
    }
}
