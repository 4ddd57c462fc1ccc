// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.longlong.Roaring64Bitmap;
import org.veritac.identity.Imei;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Random sets of devices of all shapes, against a map and a Roaring bitmap.
class DeviceIndexProperties {
    private static final long SERIALS = 1_000_000;
    private static final IndexHeader HEADER = new IndexHeader(7, "layers", "{}");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersAsAMapDoes(long seed) throws IOException {
        Random random = new Random(seed);
        TreeMap<Long, Integer> model = new TreeMap<>();
        int tacs = 1 + random.nextInt(10);
        for (int i = 0; i < tacs; i++) {
            fillTac(model, random);
        }
        try (DeviceIndex index = write(model)) {
            assertThat(index.entries()).isEqualTo(model.size());
            assertThatCode(index::verify).doesNotThrowAnyException();
            check(index, model, random);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void holdsWhatARoaringBitmapHolds(long seed) throws IOException {
        Random random = new Random(seed);
        Roaring64Bitmap bitmap = new Roaring64Bitmap();
        for (int i = 0; i < 30; i++) {
            long from = random.nextLong(Imei.KEY_MAX - 200_000);
            bitmap.addRange(from, from + random.nextInt(100_000));
            for (int j = 0; j < 3_000; j++) {
                bitmap.add(from + random.nextInt(200_000));
            }
        }
        try (DeviceIndex.Writer writer = new DeviceIndex.Writer(file())) {
            for (var keys = bitmap.getLongIterator(); keys.hasNext(); ) {
                writer.add(keys.next(), 1);
            }
            writer.commit(HEADER);
        }
        try (DeviceIndex index = DeviceIndex.map(file())) {
            assertThat(index.entries()).isEqualTo(bitmap.getLongCardinality());
            for (var keys = bitmap.getLongIterator(); keys.hasNext(); ) {
                long key = keys.next();
                same(index.find(key), 1, key);
                same(index.find(key + 1), bitmap.contains(key + 1) ? 1 : 0, key + 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31})
    void findsDevicesThatAreAloneInTheirTac(long seed) throws IOException {
        Random random = new Random(seed);
        TreeMap<Long, Integer> model = new TreeMap<>();
        for (int i = 0; i < 50_000; i++) {
            model.put(random.nextLong(Imei.KEY_MAX + 1), 1 + random.nextInt(3));
        }
        try (DeviceIndex index = write(model)) {
            check(index, model, random);
            assertThat(index.bytes()).isLessThan(model.size() * 50L);
        }
    }

    private DeviceIndex write(SortedMap<Long, Integer> model) throws IOException {
        try (DeviceIndex.Writer writer = new DeviceIndex.Writer(file())) {
            for (Map.Entry<Long, Integer> entry : model.entrySet()) {
                writer.add(entry.getKey(), entry.getValue());
            }
            writer.commit(HEADER);
        }
        return DeviceIndex.map(file());
    }

    private static void check(DeviceIndex index, SortedMap<Long, Integer> model, Random random) {
        for (Map.Entry<Long, Integer> entry : model.entrySet()) {
            long key = entry.getKey();
            same(index.find(key), entry.getValue(), key);
            same(index.find(key - 1), model.getOrDefault(key - 1, 0), key - 1);
            same(index.find(key + 1), model.getOrDefault(key + 1, 0), key + 1);
            long other = key / SERIALS * SERIALS + random.nextInt((int) SERIALS);
            same(index.find(other), model.getOrDefault(other, 0), other);
        }
        for (int i = 0; i < 1_000; i++) {
            long key = random.nextLong(Imei.KEY_MAX + 1);
            same(index.find(key), model.getOrDefault(key, 0), key);
        }
    }

    private static void same(int found, int expected, long key) {
        if (found != expected) {
            throw new AssertionError(key + " is in " + found + " and not in " + expected);
        }
    }

    /// Fills a TAC in one of the shapes that decide for one or another container.
    private static void fillTac(Map<Long, Integer> model, Random random) {
        long tac =
                switch (random.nextInt(10)) {
                    case 0 -> 0;
                    case 1 -> 99_999_999;
                    default -> random.nextInt(100_000_000);
                };
        int chunks = 1 + random.nextInt(4);
        for (int i = 0; i < chunks; i++) {
            fillChunk(model, tac * SERIALS, random.nextInt(Blocks.CHUNKS) * Chunk.LOWS, random);
        }
        if (random.nextInt(3) == 0) {
            for (int i = 0; i < Blocks.CHUNKS; i++) {
                put(model, tac * SERIALS, i * Chunk.LOWS + random.nextInt(10_000), 1);
            }
        }
        put(model, tac * SERIALS, 0, 5);
        put(model, tac * SERIALS, 65_535, 6);
        put(model, tac * SERIALS, 65_536, 7);
        put(model, tac * SERIALS, 999_999, 8);
    }

    private static void fillChunk(Map<Long, Integer> model, long base, int start, Random random) {
        int classes = new int[] {1, 1, 2, 5, 300, 65_535}[random.nextInt(6)];
        int first = 1 + random.nextInt(65_536 - classes);
        int span = 1 + random.nextInt(Chunk.LOWS);
        int from = start + random.nextInt(Chunk.LOWS - span + 1);
        int step = new int[] {1, 2, 3, 30, 300, 3_000, 30_000}[random.nextInt(7)];
        boolean runs = random.nextBoolean();
        int classSet = first;
        for (int at = from; at < from + span; at += 1 + random.nextInt(step)) {
            if (!runs || random.nextInt(50) == 0) {
                classSet = first + random.nextInt(classes);
            }
            put(model, base, at, classSet);
        }
    }

    private static void put(Map<Long, Integer> model, long base, int serial, int classSet) {
        if (serial < SERIALS) {
            model.put(base + serial, classSet);
        }
    }

    private Path file() {
        return folder.resolve("devices");
    }
}
