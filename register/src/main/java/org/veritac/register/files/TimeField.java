// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.register.files;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/// Reads the days and instants of a row. An empty field is null; a field that is neither refuses
/// the row. Years are 1970 to 9999, which catches the zero dates of databases and spreadsheets.
final class TimeField {
    private static final int YEAR_MIN = 1970;
    private static final int YEAR_MAX = 9999;
    private static final int DAY_LENGTH = 10;
    private static final int COMPACT_LENGTH = 8;

    private TimeField() {}

    /// A day: `2026-01-31`, `20260131`, or the day in UTC of an instant.
    static @Nullable LocalDate day(Row row, Column column) {
        int length = row.length(column);
        if (length == 0) {
            return null;
        }
        if (length == COMPACT_LENGTH) {
            return day(row, column, 4, 6);
        }
        if (length == DAY_LENGTH) {
            return dashed(row, column);
        }
        Instant instant = instant(row, column);
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /// A start: an instant, or the first second of a day in UTC.
    static @Nullable Instant start(Row row, Column column) {
        if (row.length(column) != DAY_LENGTH) {
            return row.isEmpty(column) ? null : instant(row, column);
        }
        LocalDate day = dashed(row, column);
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// An end: an instant, or the last second of a day in UTC.
    static @Nullable Instant end(Row row, Column column) {
        if (row.length(column) != DAY_LENGTH) {
            return row.isEmpty(column) ? null : instant(row, column);
        }
        LocalDate day = dashed(row, column);
        return day == null ? null : lastSecond(day);
    }

    /// The last second of a day in UTC.
    static Instant lastSecond(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).minusSeconds(1).toInstant();
    }

    private static @Nullable LocalDate dashed(Row row, Column column) {
        if (!row.is(column, 4, '-') || !row.is(column, 7, '-')) {
            row.refuse(Flaw.DATE, column);
            return null;
        }
        return day(row, column, 5, 8);
    }

    /// The day whose year stands first, and whose month and day stand at two places of the field.
    private static @Nullable LocalDate day(Row row, Column column, int monthAt, int dayAt) {
        long year = row.number(column, 0, 4);
        long month = row.number(column, monthAt, monthAt + 2);
        long day = row.number(column, dayAt, dayAt + 2);
        if (year < YEAR_MIN || month < 1 || month > 12 || day < 1 || day > 31) {
            row.refuse(Flaw.DATE, column);
            return null;
        }
        if (day > YearMonth.of((int) year, (int) month).lengthOfMonth()) {
            row.refuse(Flaw.DATE, column);
            return null;
        }
        return LocalDate.of((int) year, (int) month, (int) day);
    }

    /// An instant in ISO 8601 with its offset, cut to the second.
    private static @Nullable Instant instant(Row row, Column column) {
        try {
            var time = OffsetDateTime.parse(row.text(column)).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= YEAR_MIN && time.getYear() <= YEAR_MAX) {
                return time.toInstant().truncatedTo(ChronoUnit.SECONDS);
            }
        } catch (DateTimeParseException e) {
            row.refuse(Flaw.DATE, column); // what java.time says of a text is not for the rejects
        }
        row.refuse(Flaw.DATE, column);
        return null;
    }
}
