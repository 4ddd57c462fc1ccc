// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import java.util.List;
import java.util.Map;

/// Everything a store is, apart from the contents of its files.
///
/// @param format the version of this layout
/// @param version counts the changes
/// @param nextFile the number of the next file
/// @param parts the files
/// @param catalogue what was imported, oldest first
/// @param operators the number of each operator by its id
/// @param settings short values by name
record Manifest(
        int format,
        long version,
        long nextFile,
        List<Part> parts,
        List<CatalogueEntry> catalogue,
        Map<String, Integer> operators,
        Map<String, String> settings) {
    static final int FORMAT = 3;

    /// How many files a store has at most: rolling keeps it far below.
    static final int PARTS_MAX = 200_000;

    /// How many imports are remembered at most.
    static final int CATALOGUE_MAX = 500_000;

    Manifest {
        parts = List.copyOf(parts);
        catalogue = List.copyOf(catalogue);
        operators = Map.copyOf(operators);
        settings = Map.copyOf(settings);
        if (parts.size() > PARTS_MAX || catalogue.size() > CATALOGUE_MAX) {
            throw new IllegalArgumentException(
                    "a store has at most %,d files and %,d imports"
                            .formatted(PARTS_MAX, CATALOGUE_MAX));
        }
    }

    static Manifest empty() {
        return new Manifest(FORMAT, 0, 1, List.of(), List.of(), Map.of(), Map.of());
    }
}
