// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

/// Some rows, column by column.
final class RowBatch {
    private final int[] months;
    private final int[] days;
    private final long[] devices;
    private final int[] imsis;
    private final int[] msisdns;
    private final int[] rats;
    private int rows;

    /// @param most how many rows it has room for
    RowBatch(int most) {
        months = new int[most];
        days = new int[most];
        devices = new long[most];
        imsis = new int[most];
        msisdns = new int[most];
        rats = new int[most];
    }

    int rows() {
        return rows;
    }

    void clear() {
        rows = 0;
    }

    /// Copies a row behind the others.
    void put(UsageRow row) {
        months[rows] = row.month;
        days[rows] = row.day;
        devices[rows] = row.device;
        imsis[rows] = row.imsi;
        msisdns[rows] = row.msisdn;
        rats[rows] = row.rats;
        rows++;
    }

    /// Copies row `i`, from 0, out.
    void get(int i, UsageRow row) {
        row.month = months[i];
        row.day = days[i];
        row.device = devices[i];
        row.imsi = imsis[i];
        row.msisdn = msisdns[i];
        row.rats = rats[i];
    }
}
