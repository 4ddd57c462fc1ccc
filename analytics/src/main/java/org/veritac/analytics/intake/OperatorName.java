// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the name of an operator's file says: `<operator>_[region_]<YYYYMMDD>_<YYYYMMDD>`.
///
/// @param operator the operator's id, lower case
/// @param first the first day of the period
/// @param last the last
record OperatorName(String operator, int first, int last) {
    /// The longest period of a file, in days.
    static final int DAYS_MAX = 366;

    private static final int ID_MAX = 40;
    private static final Pattern NAME = Pattern.compile("([^_]+)(?:_.*)?_([0-9]{8})_([0-9]{8})");
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1," + ID_MAX + "}");

    /// @param stem the name without its suffix
    /// @param given the operator that the caller names; else it is the first word of the name
    /// @param today no period ends later
    static OperatorName read(String stem, Optional<String> given, int today) throws Refused {
        Matcher matcher = NAME.matcher(stem);
        if (!matcher.matches()) {
            throw Refused.of(
                    Check.FILE_NAME,
                    "another name",
                    "<operator>_[region_]<YYYYMMDD>_<YYYYMMDD>.zip or .csv");
        }
        int first = day(matcher.group(2));
        int last = day(matcher.group(3));
        checkPeriod(first, last, today);
        String operator = given.orElse(matcher.group(1));
        if (!ID.matcher(operator).matches()) {
            throw Refused.of(
                    Check.OPERATOR,
                    "an id with other signs",
                    "1 to %d letters, digits, _ and -".formatted(ID_MAX));
        }
        return new OperatorName(operator.toLowerCase(Locale.ROOT), first, last);
    }

    private static int day(String digits) throws Refused {
        int day = Dates.ofNumber(Integer.parseInt(digits));
        if (day == Dates.WRONG) {
            throw Refused.of(Check.FILE_NAME, digits + " in its name", "dates of the calendar");
        }
        return day;
    }

    private static void checkPeriod(int first, int last, int today) throws Refused {
        if (first > last || last - first >= DAYS_MAX) {
            throw Refused.of(
                    Check.PERIOD,
                    "%s to %s".formatted(Dates.text(first), Dates.text(last)),
                    "the start before the end, at most %d days".formatted(DAYS_MAX));
        }
        if (last > today) {
            throw Refused.of(
                    Check.FUTURE,
                    "a period to " + Dates.text(last),
                    "none later than " + Dates.text(today));
        }
    }
}
