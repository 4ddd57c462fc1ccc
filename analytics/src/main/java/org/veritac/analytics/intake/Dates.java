// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.time.DateTimeException;
import java.time.LocalDate;

/// Days as files write them, as days since 1970-01-01.
final class Dates {
    /// No day.
    static final int WRONG = Integer.MIN_VALUE;

    private static final int COMPACT = 8;
    private static final int DAYS_OF_MONTH_MAX = 31;

    private Dates() {}

    /// `YYYYMMDD` out of a field, or [#WRONG].
    static int compact(Fields fields, int column) {
        if (fields.length(column) != COMPACT) {
            return WRONG;
        }
        byte[] bytes = fields.bytes();
        int number = 0;
        for (int i = fields.from(column); i < fields.to(column); i++) {
            if (!Identities.isDigit(bytes[i])) {
                return WRONG;
            }
            number = number * 10 + (bytes[i] - '0');
        }
        return ofNumber(number);
    }

    /// The day of a number YYYYMMDD, or [#WRONG].
    static int ofNumber(int number) {
        try {
            LocalDate date = LocalDate.of(number / 10_000, number / 100 % 100, number % 100);
            return (int) date.toEpochDay();
        } catch (DateTimeException e) {
            return WRONG;
        }
    }

    /// The month YYYYMM of a day.
    static int month(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 100 + date.getMonthValue();
    }

    /// The bit of a day in the mask of its month, 0 to 30.
    static int bit(int day) {
        return Math.min(LocalDate.ofEpochDay(day).getDayOfMonth(), DAYS_OF_MONTH_MAX) - 1;
    }

    static String text(int day) {
        return LocalDate.ofEpochDay(day).toString();
    }
}
