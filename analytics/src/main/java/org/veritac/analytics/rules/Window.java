// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.rules;

import org.veritac.analytics.config.Period;

import java.time.LocalDate;

/// The days a rule looks at.
///
/// @param start the first day, as an epoch day
/// @param end the day after the last
public record Window(int start, int end) {
    /// All days of a month's mask.
    static final long ALL = (1L << 31) - 1;

    /// The window of that length whose last day is `asOf`.
    public static Window of(Period period, int asOf) {
        LocalDate end = LocalDate.ofEpochDay(asOf + 1L);
        return new Window((int) period.startBefore(end).toEpochDay(), asOf + 1);
    }

    /// The window of that many days whose last day is `asOf`.
    public static Window ofDays(int days, int asOf) {
        return new Window(asOf + 1 - days, asOf + 1);
    }

    /// The month of the first day.
    int firstMonth() {
        return month(start);
    }

    /// The month of the last day.
    int lastMonth() {
        return month(end - 1);
    }

    /// In the first month, the days of the window or after it.
    long fromMask() {
        return ALL & ~(bit(start) - 1);
    }

    /// In the last month, the days of the window or before it.
    long toMask() {
        long last = bit(end - 1);
        return last | (last - 1);
    }

    /// Whether window and the day after it lie in one month.
    boolean endsWithinMonth() {
        return month(end) == lastMonth();
    }

    /// The day after the window, as a bit of its month.
    long endBit() {
        return bit(end);
    }

    static int month(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 100 + date.getMonthValue();
    }

    private static long bit(int day) {
        return 1L << (LocalDate.ofEpochDay(day).getDayOfMonth() - 1);
    }
}
