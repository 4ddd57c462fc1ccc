// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.sample;

import org.veritac.analytics.classify.Ledger;
import org.veritac.analytics.store.Database;
import org.veritac.analytics.store.Relation;

import java.io.IOException;
import java.util.Map;

/// A ledger in tables of the database itself.
public final class TableLedger implements Ledger {
    private final Database database;

    private TableLedger(Database database) {
        this.database = database;
    }

    /// The ledger of that database, begun if there is none.
    public static TableLedger in(Database database) throws IOException {
        for (Relation relation : ALL) {
            database.run(
                    "CREATE TABLE IF NOT EXISTS %s(%s)"
                            .formatted(relation.name(), relation.columns()));
        }
        return new TableLedger(database);
    }

    @Override
    public void add(Map<Relation, String> queries) throws IOException {
        for (Map.Entry<Relation, String> query : queries.entrySet()) {
            database.run("INSERT INTO %s %s".formatted(query.getKey().name(), query.getValue()));
        }
    }

    @Override
    public void replace(Map<Relation, String> queries) throws IOException {
        for (Map.Entry<Relation, String> query : queries.entrySet()) {
            String name = query.getKey().name();
            database.temporary("folded", query.getValue());
            database.run("DELETE FROM %s".formatted(name));
            database.run("INSERT INTO %s SELECT * FROM folded".formatted(name));
        }
    }
}
