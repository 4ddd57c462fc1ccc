// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

/// A row of an operator's file as numbers; one object for all rows, because there are millions.
final class UsageRow {
    /// The place of the month in the file's period, from 0.
    int month;

    /// The bit of the day in its month.
    int day;

    /// [Identities#ABSENT] for none.
    long device;

    /// Numbers of the subscriber, -1 for none.
    int imsi;

    int msisdn;
    int rats;
}
