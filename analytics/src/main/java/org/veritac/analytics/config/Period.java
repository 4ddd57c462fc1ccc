// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.config;

import java.time.LocalDate;

/// How far a rule looks back.
///
/// @param count at least 0
/// @param months whether `count` is of calendar months; else of days
public record Period(int count, boolean months) {
    /// How far back at all, in days or months.
    static final int COUNT_MAX = 100_000;

    public Period {
        if (count < 0 || count > COUNT_MAX) {
            throw new IllegalArgumentException("a period looks back 0 to " + COUNT_MAX);
        }
    }

    /// That many days.
    public static Period ofDays(int days) {
        return new Period(days, false);
    }

    /// The first day of a window that ends before `end`. A month back from the 31st is the last day
    /// of a shorter month.
    public LocalDate startBefore(LocalDate end) {
        return months ? end.minusMonths(count) : end.minusDays(count);
    }
}
