// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import java.nio.file.Path;

/// Where a store is and what its engine may use.
///
/// @param directory the store's own folder, made when it is not there
/// @param memoryBytes what DuckDB may hold in memory before it spills into the folder `work`; the
///   heap of this process comes on top of it
/// @param threads how many threads DuckDB uses
public record StoreSettings(Path directory, long memoryBytes, int threads) {
    /// Enough for millions of subscribers.
    public static final long MEMORY_BYTES = 1L << 30;

    /// With less DuckDB cannot sort what it spilled.
    public static final long MEMORY_BYTES_MIN = 128L << 20;

    public static final int THREADS_MAX = 256;
    private static final String FOLDER = "analytics";

    public StoreSettings {
        if (memoryBytes < MEMORY_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "the engine needs at least %,d bytes".formatted(MEMORY_BYTES_MIN));
        }
        if (threads < 1 || threads > THREADS_MAX) {
            throw new IllegalArgumentException("1 to %d threads".formatted(THREADS_MAX));
        }
    }

    /// The store below a directory that the register may share, with 1 GiB and two threads.
    public static StoreSettings below(Path directory) {
        return new StoreSettings(directory.resolve(FOLDER), MEMORY_BYTES, 2);
    }
}
