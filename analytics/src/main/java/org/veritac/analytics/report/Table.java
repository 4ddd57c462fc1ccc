// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import java.util.Arrays;
import java.util.List;

/// A table of a report.
///
/// @param name stable, for programs and file names
/// @param columns their names, for programs and people
/// @param rows cells are [String], [Long] or [Double], in the order of the columns
public record Table(String name, String title, List<String> columns, List<List<Object>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(name + ": a row of other columns");
            }
        }
    }

    /// Some of its columns, as another table.
    Table only(String newName, String newTitle, String... wanted) {
        List<Integer> places = Arrays.stream(wanted).map(columns::indexOf).toList();
        return new Table(
                newName,
                newTitle,
                List.of(wanted),
                rows.stream().map(row -> places.stream().<Object>map(row::get).toList()).toList());
    }
}
