// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veritac.identity.Imei;
import org.veritac.identity.Imsi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Random pairs, against a map.
class PairIndexProperties {
    private static final int FAN_OUT = PairIndex.FAN_OUT;

    @TempDir Path folder;

    private record Pair(long imei, long imsi) {}

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                2,
                FAN_OUT - 1,
                FAN_OUT,
                FAN_OUT + 1,
                FAN_OUT * FAN_OUT,
                FAN_OUT * FAN_OUT + 1,
                200_000
            })
    void answersAsAMapDoes(int count) throws IOException {
        Random random = new Random(count);
        Map<Pair, Integer> model = new HashMap<>();
        while (model.size() < count) {
            long imei = random.nextLong(Imei.KEY_MAX + 1);
            int subscribers = Math.min(1 + random.nextInt(20), count - model.size());
            for (int i = 0; i < subscribers; i++) {
                model.put(new Pair(imei, imsi(random)), 1 + random.nextInt(65_535));
            }
        }
        write(model);
        try (PairIndex index = PairIndex.map(folder.resolve("pairs"))) {
            index.verify();
            assertThat(index.entries()).isEqualTo(count);
            model.forEach((pair, classSet) -> {
                same(index, pair, classSet);
                near(pair).forEach(p -> same(index, p, model.getOrDefault(p, 0)));
            });
            assertThat(index.find(0, 0)).isZero();
            assertThat(index.find(Imei.KEY_MAX, (1L << 54) - 1)).isZero();
        }
    }

    private void write(Map<Pair, Integer> model) throws IOException {
        List<Pair> pairs =
                model.keySet().stream()
                        .sorted(Comparator.comparingLong(Pair::imei).thenComparingLong(Pair::imsi))
                        .toList();
        try (PairIndex.Writer writer = new PairIndex.Writer(folder.resolve("pairs"))) {
            for (Pair pair : pairs) {
                writer.add(pair.imei, pair.imsi, model.getOrDefault(pair, 0));
            }
            writer.commit(new IndexHeader(1, "", ""));
        }
    }

    private static List<Pair> near(Pair pair) {
        return List.of(
                new Pair(pair.imei, pair.imsi + 1),
                new Pair(pair.imei, pair.imsi - 1),
                new Pair(pair.imei, pair.imsi ^ (1L << 40)),
                new Pair(pair.imei + 1, pair.imsi),
                new Pair(pair.imei - 1, pair.imsi));
    }

    private static void same(PairIndex index, Pair pair, int expected) {
        int found = index.find(pair.imei, pair.imsi);
        if (found != expected) {
            throw new AssertionError(pair + " is in " + found + " and not in " + expected);
        }
    }

    private static long imsi(Random random) {
        int length = Imsi.DIGITS_MIN + random.nextInt(10);
        return new Imsi(random.nextLong((long) Math.pow(10, length)), length).key();
    }
}
