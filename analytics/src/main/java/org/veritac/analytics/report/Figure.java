// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.report;

import java.util.Locale;

/// A single number of a report.
///
/// @param name stable, for programs
/// @param label for people
/// @param value a count, or percent
/// @param kind which of the two
public record Figure(String name, String label, double value, Kind kind) {
    /// What a number is.
    public enum Kind {
        COUNT,
        PERCENT
    }

    static Figure count(String name, String label, long value) {
        return new Figure(name, label, value, Kind.COUNT);
    }

    /// A part of a whole in percent; 0 of nothing.
    static Figure share(String name, String label, long part, long whole) {
        return new Figure(name, label, percent(part, whole), Kind.PERCENT);
    }

    /// A part of a whole in percent with two decimals; 0 of nothing.
    static double percent(long part, long whole) {
        return whole == 0 ? 0 : Math.round(10_000.0 * part / whole) / 100.0;
    }

    /// The number without its unit: a whole number, or two decimals.
    String text() {
        return switch (kind) {
            case COUNT -> Long.toString((long) value);
            case PERCENT -> String.format(Locale.ROOT, "%.2f", value);
        };
    }
}
