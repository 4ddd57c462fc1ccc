// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class StoreTest {
    @TempDir private Path folder;

    private Store open(Relation... own) throws IOException {
        return Store.open(StoreSettings.below(folder), own);
    }

    @Test
    void anEmptyStoreHasAllRelations() throws IOException {
        try (Store store = open()) {
            for (Relation relation : Relations.all()) {
                String query = "SELECT count(*) FROM " + relation.name();
                assertThat(store.database().number(query)).isZero();
            }
            assertThat(store.database().number("SELECT count(*) FROM operators")).isZero();
        }
    }

    @Test
    void oneProcessHasItOpen() throws IOException {
        try (Store store = open()) {
            assertThat(store.version()).isZero();
            assertThatThrownBy(this::open).isInstanceOf(StoreInUse.class);
        }
        open().close();
    }

    @Test
    void aChangeIsSeenWhenItIsCommitted() throws IOException {
        try (Store store = open()) {
            try (Change change = store.change()) {
                change.operator("one");
                change.write(
                        Relations.BARRED,
                        0,
                        0,
                        "SELECT 7::BIGINT AS device, 1 AS from_day, NULL::INTEGER AS to_day");
                change.put("name", "value");
                assertThat(store.database().number("SELECT count(*) FROM barred")).isZero();
                change.commit();
            }
            assertThat(store.database().number("SELECT count(*) FROM barred")).isEqualTo(1);
        }
    }

    @Test
    void aFileThatItsOwnChangeTookAwayIsDeleted() throws IOException {
        try (Store store = open();
                Change change = store.change()) {
            String row = "SELECT 7::BIGINT AS device, 1 AS from_day, NULL::INTEGER AS to_day";
            change.write(Relations.BARRED, 0, 0, row);
            change.replace(Relations.BARRED, row);
            change.commit();
            try (var files = Files.list(store.directory().resolve("barred"))) {
                assertThat(files).hasSize(1);
            }
            assertThat(store.database().number("SELECT count(*) FROM barred")).isEqualTo(1);
        }
    }

    @Test
    void whatIsCommittedStays() throws IOException {
        try (Store store = open();
                Change change = store.change()) {
            change.operator("one");
            change.write(
                    Relations.BARRED,
                    0,
                    0,
                    "SELECT 7::BIGINT AS device, 1 AS from_day, NULL::INTEGER AS to_day");
            change.put("name", "value");
            change.commit();
        }
        try (Store store = open()) {
            assertThat(store.database().number("SELECT device FROM barred")).isEqualTo(7);
            assertThat(store.operators()).containsEntry("one", 1);
            assertThat(store.setting("name")).contains("value");
            assertThat(store.version()).isEqualTo(1);
            assertThat(store.bytes()).isPositive();
        }
    }

    @Test
    void whatIsNotCommittedIsDeleted() throws IOException {
        try (Store store = open()) {
            try (Change change = store.change()) {
                change.write(Relations.BARRED, 0, 0, "SELECT 7::BIGINT AS device");
            }
            assertThat(store.directory().resolve("barred")).isEmptyDirectory();
        }
    }

    @Test
    void whatNoManifestNamesIsDeletedAtTheStart() throws IOException {
        open().close();
        Path stray = folder.resolve("analytics/uses/202601/1/9.parquet");
        Files.createDirectories(stray.getParent());
        Files.writeString(stray, "half");
        Path spill = Files.writeString(folder.resolve("analytics/work/spill"), "x");
        Path part = Files.writeString(folder.resolve("analytics/manifest.json.part"), "{");
        open().close();

        assertThat(stray).doesNotExist();
        assertThat(spill).doesNotExist();
        assertThat(part).doesNotExist();
    }

    @Test
    void filesThatAreReplacedAreDeleted() throws IOException {
        try (Store store = open()) {
            for (int i = 0; i < 2; i++) {
                try (Change change = store.change()) {
                    change.replace(
                            Relations.BARRED,
                            "SELECT %d::BIGINT AS device, 1 AS from_day, NULL::INTEGER AS to_day"
                                    .formatted(i));
                    change.commit();
                }
            }
            assertThat(store.parts("barred")).hasSize(1);
            assertThat(store.directory().resolve("barred"))
                    .isDirectoryContaining("glob:**/2.parquet")
                    .isDirectoryNotContaining("glob:**/1.parquet");
            assertThat(store.database().number("SELECT device FROM barred")).isEqualTo(1);
        }
    }

    @Test
    void rulesHaveTheirOwnRelations() throws IOException {
        Relation runs = Relation.of("runs", "run INTEGER, day INTEGER");
        try (Store store = open(runs);
                Change change = store.change()) {
            assertThat(store.database().number("SELECT count(*) FROM runs")).isZero();
            change.write(runs, 0, 0, "SELECT 1 AS run, 2 AS day");
            change.commit();
            assertThat(store.database().number("SELECT day FROM runs")).isEqualTo(2);
        }
    }

    @Test
    void partsOfAMonthAreUnited() throws IOException {
        String row =
                """
                SELECT 202605 AS month, 1 AS operator, 7::BIGINT AS device, NULL::INTEGER AS imsi,
                       3 AS msisdn, %d::BIGINT AS "days", %d AS rats\
                """;
        try (Store store = open();
                Change change = store.change()) {
            change.write(Relations.USES, 202605, 1, row.formatted(1, 2));
            change.write(Relations.USES, 202605, 1, row.formatted(4, 1));
            change.write(Relations.USES, 202605, 2, row.formatted(8, 1));
            change.commit();
            assertThat(store.database().number("SELECT count(*) FROM uses")).isEqualTo(2);
            assertThat(store.database().number("SELECT max(rats) FROM uses WHERE \"days\" = 5"))
                    .isEqualTo(3);
        }
    }

    @Test
    void anotherFormatIsNotRead() throws IOException {
        Files.createDirectories(folder.resolve("analytics"));
        Path manifest = folder.resolve("analytics/manifest.json");
        Files.writeString(
                manifest,
                """
                {"format":%d,"version":0,"nextFile":1,"parts":[],"catalogue":[],"operators":{},"settings":{}}\
                """
                        .formatted(Manifest.FORMAT + 1));
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("import the files into a new directory");
        Files.writeString(manifest, "{");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class);
    }

    @Test
    void memoryAndThreadsAreBounded() {
        assertThat(new StoreSettings(folder, StoreSettings.MEMORY_BYTES_MIN, 256).threads())
                .isEqualTo(StoreSettings.THREADS_MAX);
        assertThatThrownBy(() -> new StoreSettings(folder, StoreSettings.MEMORY_BYTES_MIN - 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StoreSettings(folder, StoreSettings.MEMORY_BYTES_MIN, 257))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
