// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// A made-up population of listed devices, the same for the same numbers.
///
/// @param tacs over how many models
/// @param listed how many devices of each are listed
/// @param span out of how many serial numbers, from 0: one at random in each of `listed` equal
///   parts
/// @param seed which population
record Population(int tacs, int listed, int span, long seed) {
    private static final int TAC_FIRST = 35_000_000;
    private static final int TAC_STEP = 37;

    /// Serials filling half of contiguous blocks, as manufacturers give them out.
    static Population blocks(long devices, int tacs) {
        int listed = (int) (devices / tacs);
        return new Population(tacs, listed, Math.min(1_000_000, 2 * listed), 1);
    }

    /// Serials spread over all a model has.
    static Population spread(long devices, int tacs) {
        return new Population(tacs, (int) (devices / tacs), 1_000_000, 2);
    }

    long size() {
        return (long) tacs * listed;
    }

    int tac(int number) {
        return TAC_FIRST + number * TAC_STEP;
    }

    /// Takes the devices one by one, models in order, serials ascending.
    interface Sink {
        void take(long imei) throws IOException;
    }

    void forEach(Sink sink) throws IOException {
        for (int i = 0; i < tacs; i++) {
            long base = tac(i) * 1_000_000L;
            var random = new SplittableRandom(seed * 1_000_003 + i);
            for (int place = 0; place < listed; place++) {
                int from = (int) ((long) place * span / listed);
                int to = (int) ((place + 1L) * span / listed);
                sink.take(base + from + random.nextInt(to - from));
            }
        }
    }

    /// A device for a check: half of them listed ones' neighbours, a quarter of unknown models.
    long query(SplittableRandom random) {
        int kind = random.nextInt(4);
        long tac = kind == 3 ? 86_000_000 + random.nextInt(10_000_000) : tac(random.nextInt(tacs));
        int serial = kind == 2 ? random.nextInt(1_000_000) : random.nextInt(span);
        return tac * 1_000_000 + serial;
    }

    /// Writes them as a black list, each with its check digit.
    void writeList(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write("imei,reason\n".getBytes(StandardCharsets.US_ASCII));
            byte[] line = "00000000000000,stolen\n".getBytes(StandardCharsets.US_ASCII);
            forEach(imei -> {
                long rest = imei;
                for (int i = 13; i >= 0; i--) {
                    line[i] = (byte) ('0' + rest % 10);
                    rest /= 10;
                }
                out.write(line);
            });
        }
    }
}
