// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.time.DateTimeException;
import java.time.LocalDate;

/// A time in UTC, `YYYY-MM-DDThh:mm:ssZ`, with or without a fraction, which is cut off.
final class EventTime {
    private static final int DATE_END = 10;
    private static final int SECONDS_END = 19;
    private static final int FRACTION_MAX = 9;
    private static final String SIGNS = "____-__-__T__:__:__";

    private long lastDate = -1;
    private int lastDay;
    private int day;
    private int second;

    /// Reads a field.
    ///
    /// @return false when it is no such time
    boolean read(Fields fields, int column) {
        byte[] bytes = fields.bytes();
        int from = fields.from(column);
        if (!hasSigns(bytes, from, fields.length(column))
                || !hasEnd(bytes, from + SECONDS_END, fields.to(column))) {
            return false;
        }
        int hour = two(bytes, from + 11);
        int minute = two(bytes, from + 14);
        int seconds = two(bytes, from + 17);
        second = (hour * 60 + minute) * 60 + seconds;
        return hour < 24 && minute < 60 && seconds < 60 && date(bytes, from);
    }

    private static boolean hasSigns(byte[] bytes, int from, int length) {
        if (length <= SECONDS_END) {
            return false;
        }
        for (int i = 0; i < SECONDS_END; i++) {
            char sign = SIGNS.charAt(i);
            byte found = bytes[from + i];
            if (sign == '_' ? !Identities.isDigit(found) : found != sign) {
                return false;
            }
        }
        return true;
    }

    /// `Z`, before it perhaps a point and up to nine digits.
    private static boolean hasEnd(byte[] bytes, int from, int to) {
        int at = from;
        if (bytes[at] == '.') {
            at++;
            while (at < to && Identities.isDigit(bytes[at])) {
                at++;
            }
            if (at == from + 1 || at > from + 1 + FRACTION_MAX) {
                return false;
            }
        }
        return at + 1 == to && bytes[at] == 'Z';
    }

    private static int two(byte[] bytes, int from) {
        return (bytes[from] - '0') * 10 + bytes[from + 1] - '0';
    }

    private boolean date(byte[] bytes, int from) {
        long date = 0;
        for (int i = from; i < from + DATE_END; i++) {
            date = (date << 4) | (bytes[i] - '-');
        }
        if (date != lastDate) {
            try {
                int year = two(bytes, from) * 100 + two(bytes, from + 2);
                LocalDate read = LocalDate.of(year, two(bytes, from + 5), two(bytes, from + 8));
                lastDay = (int) read.toEpochDay();
                lastDate = date;
            } catch (DateTimeException e) {
                return false;
            }
        }
        day = lastDay;
        return true;
    }

    /// The day since 1970-01-01.
    int day() {
        return day;
    }

    /// The second of the day.
    int second() {
        return second;
    }
}
