// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a file is held to, in the order in which it is asked. A refusal names one of these.
public enum Check {
    /// Suffix and pattern of the name.
    FILE_NAME(false),
    /// The operator that a file is said to be of.
    OPERATOR(false),
    /// One whole file in the zip, of the right name, with the right checksum.
    ARCHIVE(false),
    /// How long the file is unpacked, and how much longer than packed.
    UNPACKED_SIZE(false),
    /// UTF-8 without a byte order mark and without control characters.
    ENCODING(false),
    /// The same line end everywhere, LF or CR LF.
    LINE_ENDS(false),
    LINE_LENGTH(false),
    /// The names of the columns and their order.
    HEADER(false),
    /// As many columns as the header, each of its pattern.
    SCHEMA(false),
    /// At least one row.
    EMPTY(false),
    /// Dates within the period that the file name says.
    DATE_RANGE(false),
    /// The period of the file name: start before end, at most a year.
    PERIOD(false),
    /// The period ends no later than today.
    FUTURE(false),
    /// Malformed identities and new subscribers have room.
    CAPACITY(false),
    NULL_IMEI(true),
    NULL_IMSI(true),
    NULL_MSISDN(true),
    NULL_RAT(true),
    NULL_ANY(true),
    UNCLEAN_IMEI(true),
    UNCLEAN_IMSI(true),
    UNCLEAN_ANY(true),
    OUT_OF_REGION_IMSI(true),
    OUT_OF_REGION_MSISDN(true),
    OUT_OF_REGION_ANY(true),
    NON_HOME_NETWORK(true),
    LEADING_ZERO(true),
    HISTORIC_IMEI(true),
    HISTORIC_IMSI(true),
    HISTORIC_MSISDN(true),
    /// Rows with the same key say the same.
    CONFLICT(false),
    /// A delta changes a key once.
    DELTA_DUPLICATE(false),
    /// What a delta adds is not there.
    DELTA_ADDS(true),
    /// What a delta removes is there.
    DELTA_REMOVES(true),
    /// What a delta updates is there.
    DELTA_UPDATES(true),
    /// A list does not shrink by more rows than the limit.
    SIZE_ABSOLUTE(true),
    /// A list does not shrink below a part of what it was.
    SIZE_PERCENT(true);

    private final boolean skippable;

    Check(boolean skippable) {
        this.skippable = skippable;
    }

    /// Whether the caller may leave it out.
    public boolean isSkippable() {
        return skippable;
    }

    /// The name in commands and refusals: `null-imei`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The check of a name in a command.
    public static Optional<Check> ifKnown(String text) {
        return Arrays.stream(values()).filter(check -> check.text().equals(text)).findFirst();
    }
}
