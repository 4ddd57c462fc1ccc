// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.classify;

import org.veritac.analytics.store.Change;
import org.veritac.analytics.store.Relation;
import org.veritac.analytics.store.Store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;

/// The ledger in the store: each run adds files, in one change of the store.
public final class StoreLedger implements Ledger {
    private final Store store;

    /// A ledger in a store that was opened with [#relations].
    public StoreLedger(Store store) {
        this.store = store;
    }

    /// What a store has to be opened with.
    public static Relation[] relations() {
        return ALL.toArray(Relation[]::new);
    }

    /// The rows of a query under the names and types of a relation, as INSERT would give them.
    private static String typed(Relation relation, String query) {
        var names = new ArrayList<String>();
        var columns = new ArrayList<String>();
        for (String column : relation.columns().split(", ", -1)) {
            String name = column.substring(0, column.indexOf(' '));
            names.add(name);
            columns.add(
                    "CAST(%s AS %s) AS %1$s".formatted(name, column.substring(name.length() + 1)));
        }
        return "SELECT %s FROM (%s) AS q(%s)"
                .formatted(String.join(", ", columns), query, String.join(", ", names));
    }

    @Override
    public void add(Map<Relation, String> queries) throws IOException {
        try (Change change = store.change()) {
            for (Map.Entry<Relation, String> query : queries.entrySet()) {
                change.write(query.getKey(), 0, 0, typed(query.getKey(), query.getValue()));
            }
            change.commit();
        }
    }

    @Override
    public void replace(Map<Relation, String> queries) throws IOException {
        try (Change change = store.change()) {
            for (Map.Entry<Relation, String> query : queries.entrySet()) {
                change.replace(query.getKey(), typed(query.getKey(), query.getValue()));
            }
            change.commit();
        }
    }
}
