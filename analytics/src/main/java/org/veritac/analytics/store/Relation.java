// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.store;

import java.util.Arrays;
import java.util.List;

/// A relation of the store: its name and what columns it has, also while there is no file of it.
///
/// @param name a plain SQL name
/// @param columns the columns as in `CREATE TABLE`
/// @param merging how rows of several parts become one
public record Relation(String name, String columns, Merging merging) {

    /// How the parts of a relation are read as one.
    public enum Merging {
        /// Rows of all parts, one after the other.
        APPEND,
        /// Rows of one month and operator with the same identities are one: masks are united.
        USES,
        /// Rows of the same device are one: first day, last day and radio technologies are united,
        /// of subscribers the least and the greatest stay. As they are they are called
        /// `device_rows`: several of a device, each true, the newest all that is known of it.
        DEVICES
    }

    public Relation {
        if (!name.matches("[a-z][a-z0-9_]{0,40}")) {
            throw new IllegalArgumentException("not a name of a relation");
        }
    }

    /// The names of the columns, in order.
    public List<String> names() {
        return Arrays.stream(columns.split(","))
                .map(column -> column.strip().split(" ", 2)[0])
                .toList();
    }

    /// A relation whose parts are read one after the other.
    public static Relation of(String name, String columns) {
        return new Relation(name, columns, Merging.APPEND);
    }
}
