// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import java.util.List;

/// A table and how to draw it.
///
/// @param drawing how; [Drawing#NONE] for a table that nobody wants to see drawn
/// @param series the columns of numbers to draw, over the first column
/// @param note what a reader has to know beside the title; may be empty
public record Section(Table table, Drawing drawing, List<String> series, String note) {
    /// Kinds of charts.
    public enum Drawing {
        NONE,
        BARS,
        LINES
    }

    public Section {
        series = List.copyOf(series);
        if (!table.columns().containsAll(series)) {
            throw new IllegalArgumentException(table.name() + ": draws columns it does not have");
        }
    }

    static Section plain(Table table) {
        return new Section(table, Drawing.NONE, List.of(), "");
    }

    /// The same with a word to the reader.
    Section noted(String words) {
        return new Section(table, drawing, series, words);
    }

    static Section bars(Table table, String... series) {
        return new Section(table, Drawing.BARS, List.of(series), "");
    }

    static Section lines(Table table, String... series) {
        return new Section(table, Drawing.LINES, List.of(series), "");
    }
}
