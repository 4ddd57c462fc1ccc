// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.store.Database;

import java.io.IOException;

/// Runs texts in the database itself, on this machine.
public final class DuckDbEngine implements Engine {
    private final Database database;

    /// Takes a database on which the relations of the store exist; does not close it.
    public DuckDbEngine(Database database) {
        this.database = database;
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public boolean isDatabase() {
        return true;
    }

    @Override
    public void show(String table) {
        // Texts read the database's tables as they are.
    }

    @Override
    public void keep(String table, String sql) throws IOException {
        database.temporary(table, sql);
    }

    @Override
    public void rows(String sql, Row row) throws IOException {
        database.rows(
                sql,
                result -> {
                    var cells = new long[result.getMetaData().getColumnCount()];
                    for (int i = 0; i < cells.length; i++) {
                        cells[i] =
                                switch (result.getObject(i + 1)) {
                                    case Boolean truth -> truth ? 1 : 0;
                                    case Number number -> number.longValue();
                                    case null, default ->
                                            throw new IllegalStateException(
                                                    "column " + (i + 1) + " is not a number");
                                };
                    }
                    row.take(cells);
                });
    }

    @Override
    public void close() {
        // Closing the database is its owner's part.
    }
}
