// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.store.Database;

import java.io.Closeable;
import java.io.IOException;

/// Where the texts of rules run: inside the database, or on a cluster that reads the same files.
///
/// What a rule finds always ends in the database, which keeps what conditions make of it.
public interface Engine extends Closeable {
    /// The database that small relations come from and that results end in.
    Database database();

    /// Whether texts run in that database itself, where other relations can stand before the
    /// store's.
    boolean isDatabase();

    /// Lets texts read a table of the database, as it is now, beside the relations of the store.
    void show(String table) throws IOException;

    /// Keeps what a text of one column, `device`, finds as a temporary table of the database, in
    /// place of one of that name.
    void keep(String table, String sql) throws IOException;

    /// Reads every row that a text gives, one after the other.
    void rows(String sql, Row row) throws IOException;

    /// What is done with each row.
    @FunctionalInterface
    interface Row {
        /// Takes the cells of a row, of which none is NULL: whole numbers, and truths as 1 and 0.
        ///
        /// @param cells lent until this returns
        void take(long[] cells) throws IOException;
    }
}
