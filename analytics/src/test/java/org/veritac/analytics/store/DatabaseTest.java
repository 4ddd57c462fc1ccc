// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

final class DatabaseTest {
    /// More than two row groups, of which DuckDB makes results in parallel.
    private static final int ROWS = 300_000;

    private static final int TIMES = 8;

    @TempDir Path folder;

    @Test
    void readsRowsInTheOrderAskedForHoweverMany() throws IOException {
        var settings = new StoreSettings(folder, StoreSettings.MEMORY_BYTES_MIN, 2);
        try (Database database = Database.open(settings, folder)) {
            database.temporary(
                    "numbers",
                    "SELECT (range * 7919) %% 1000003 AS number FROM range(%d)".formatted(ROWS));
            for (int i = 0; i < TIMES; i++) {
                long[] last = {-1, 0};
                database.rows(
                        "SELECT LPAD(CAST(number AS VARCHAR), 14, '0') AS text FROM numbers"
                                + " ORDER BY text",
                        row -> {
                            long number = Long.parseLong(row.getString(1));
                            assertThat(number).isGreaterThan(last[0]);
                            last[0] = number;
                            last[1]++;
                        });
                assertThat(last[1]).isEqualTo(ROWS);
            }
        }
    }
}
