// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veritac.register.Key;
import org.veritac.register.Reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Random rows of all kinds, against a sorted map.
class LayerProperties {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::key).thenComparingLong(Place::imsi);

    @TempDir Path folder;
    private Path work = Path.of("");

    private record Place(Key key, long imsi) {}

    private final TreeMap<Place, Row> model = new TreeMap<>(ORDER);

    @BeforeEach
    void makeFolders() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 10",
        "2, 1, 10",
        "3, 100, 1",
        "4, 3000, 7",
        "5, 3000, 100",
        "6, 5000, 4096",
        "7, 20000, 1000",
        "8, 20000, 1000",
        "9, 15000, 10000",
        "10, 15000, 5000"
    })
    void holdsWhatAMapHolds(long seed, int count, int runRows) throws IOException {
        Random random = new Random(seed);
        Rows rows = new Rows(random, 1 + random.nextInt(5));
        boolean privateKeys = random.nextBoolean();
        LayerWriter.Limits limits =
                new LayerWriter.Limits(work, runRows, 1 << 16, LayerWriter.ROWS_MAX);
        LayerSummary summary;
        try (LayerWriter writer = new LayerWriter(file(), privateKeys, salt(random), limits)) {
            for (int i = 0; i < count; i++) {
                Row row = rows.next();
                writer.add(row);
                model.put(new Place(row.key(), row.imsi()), row);
            }
            summary = writer.commit();
        }
        assertThat(work).isEmptyDirectory();
        assertThat(summary.rows()).isEqualTo(model.size());
        assertThat(summary.duplicates()).isEqualTo(count - model.size());
        assertThat(summary.removals())
                .isEqualTo(model.values().stream().filter(Row::removed).count());
        try (Layer layer = Layer.map(file())) {
            layer.verify(summary);
            checkRows(layer);
            checkCursors(layer);
            checkSearch(layer, rows);
            checkDues(layer, random);
        }
    }

    private void checkRows(Layer layer) {
        assertThat(layer.size()).isEqualTo(model.size());
        long number = 0;
        for (Row row : model.values()) {
            assertThat(layer.row(number).equals(row)).as("row %d", number).isTrue();
            number++;
        }
    }

    private void checkCursors(Layer layer) {
        Cursor all = layer.cursor();
        for (Row row : model.values()) {
            assertThat(all.next()).isTrue();
            checkCursor(all, row);
        }
        assertThat(all.next()).isFalse();
        for (Key.Kind kind : Key.Kind.values()) {
            List<Row> ofKind =
                    model.values().stream().filter(row -> row.key().kind() == kind).toList();
            assertThat(layer.count(kind)).isEqualTo(ofKind.size());
            Cursor some = layer.cursor(kind);
            for (Row row : ofKind) {
                assertThat(some.next()).isTrue();
                checkCursor(some, row);
            }
            assertThat(some.next()).isFalse();
        }
    }

    private static void checkCursor(Cursor cursor, Row row) {
        boolean same =
                cursor.key().equals(row.key())
                        && cursor.imsi() == row.imsi()
                        && cursor.removed() == row.removed()
                        && cursor.reason() == row.reason()
                        && cursor.reported() == row.reported()
                        && cursor.from() == row.from()
                        && cursor.until() == row.until()
                        && !cursor.erased();
        assertThat(same).as("row %d is %s", cursor.row(), row).isTrue();
    }

    private void checkSearch(Layer layer, Rows rows) {
        List<Place> places = new ArrayList<>(model.keySet());
        for (int i = 0; i < 300; i++) {
            Key key = rows.next().key();
            Place first = model.ceilingKey(new Place(key, 0));
            long expected = first == null ? places.size() : places.indexOf(first);
            assertThat(layer.lowerBound(key)).isEqualTo(expected);
            boolean there = first != null && first.key().equals(key);
            assertThat(layer.find(key)).isEqualTo(there ? expected : -1);
        }
    }

    private void checkDues(Layer layer, Random random) {
        List<Row> rows = List.copyOf(model.values());
        for (int i = 0; i < 20; i++) {
            long after = random.nextLong(-50, 1_050);
            long until = after + random.nextInt(200);
            List<Long> found = new ArrayList<>();
            layer.dueBetween(after, until).forEachRemaining((long row) -> found.add(row));
            List<Long> expected = new ArrayList<>();
            long next = Long.MAX_VALUE;
            for (int number = 0; number < rows.size(); number++) {
                for (long due : dues(rows.get(number))) {
                    if (due > after && due <= until) {
                        expected.add((long) number);
                    }
                    next = due > after ? Math.min(next, due) : next;
                }
            }
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(layer.nextDue(after)).isEqualTo(next);
        }
    }

    private static List<Long> dues(Row row) {
        List<Long> dues = new ArrayList<>();
        if (row.from() != Row.AT_ONCE) {
            dues.add(row.from());
        }
        if (row.until() != Row.FOR_GOOD) {
            dues.add(row.until() + 1);
        }
        return dues;
    }

    private Path file() {
        return folder.resolve("layer");
    }

    private static byte[] salt(Random random) {
        byte[] salt = new byte[LayerWriter.SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    /// A stream of rows, the richer the higher its level.
    private record Rows(Random random, int level) {
        private static final List<Key.Kind> KINDS = List.of(Key.Kind.values());
        private static final List<Reason> REASONS = List.of(Reason.values());
        private static final List<String> NOTES =
                List.of(
                        "stolen in Łódź",
                        "盗難",
                        "🚗🚨",
                        "a\nb\0c",
                        "x".repeat(1_000),
                        "é".repeat(999));

        Row next() {
            boolean removed = level > 1 && random.nextInt(5) == 0;
            return new Row(
                    key(),
                    level > 2 && random.nextBoolean() ? imsi() : 0,
                    removed,
                    level > 1 ? REASONS.get(random.nextInt(REASONS.size())) : Reason.STOLEN,
                    level > 3 && random.nextBoolean() ? random.nextInt() : Row.NONE,
                    level > 3 && random.nextBoolean() ? random.nextInt(500) : Row.AT_ONCE,
                    level > 3 && random.nextBoolean() ? 500 + random.nextInt(500) : Row.FOR_GOOD,
                    level > 4 && random.nextInt(4) == 0 ? note() : "");
        }

        private Key key() {
            Key.Kind kind = level == 1 ? Key.Kind.DEVICE : KINDS.get(random.nextInt(KINDS.size()));
            long a = random.nextInt(4) == 0 ? random.nextLong(1L << 50) : random.nextInt(500);
            long b = a + random.nextInt(3);
            return switch (kind) {
                case DEVICE, TAC -> new Key(kind, a, 0);
                case RANGE, LINK, SUBSCRIBERS -> new Key(kind, a, b);
                case TAC_SVN -> new Key(kind, a, random.nextInt(100));
            };
        }

        private long imsi() {
            return random.nextBoolean() ? 1 + random.nextInt(5) : random.nextLong(1, Row.IMSI_MAX);
        }

        private String note() {
            return NOTES.get(random.nextInt(NOTES.size()));
        }
    }
}
