// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.intake;

import java.util.Arrays;

/// Rows reduced to what is distinct: for each (month, device, IMSI, MSISDN) the days as bits and
/// the radio technologies, in a table with open addressing that grows up to a bound.
final class Triplets {
    private static final int SLOTS_MIN = 1 << 12;
    private static final int GROWTH = 4;
    private static final long MIX = 0xff51afd7ed558ccdL;
    private static final long MIX_PAIR = 0x9E3779B97F4A7C15L;
    private static final int MIX_SHIFT = 33;

    private final int entriesMax;
    private int count;
    private long[] devices = new long[SLOTS_MIN];
    private int[] imsis = new int[SLOTS_MIN];
    private int[] msisdns = new int[SLOTS_MIN];
    private byte[] months = new byte[SLOTS_MIN];

    /// 0 in a slot that is free.
    private int[] days = new int[SLOTS_MIN];

    private int[] rats = new int[SLOTS_MIN];

    /// @param entriesMax how many distinct ones it holds at most
    Triplets(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    /// Unites a row with what there is.
    void add(UsageRow row) {
        int slot = slot(row.device, row.imsi, row.msisdn, row.month);
        if (days[slot] == 0) {
            put(slot, row);
            count++;
        }
        days[slot] |= 1 << row.day;
        rats[slot] |= row.rats;
        if (count > devices.length / 4 * 3) {
            grow();
        }
    }

    private void put(int slot, UsageRow row) {
        devices[slot] = row.device;
        imsis[slot] = row.imsi;
        msisdns[slot] = row.msisdn;
        months[slot] = (byte) row.month;
    }

    boolean isFull() {
        return count >= entriesMax;
    }

    int count() {
        return count;
    }

    /// How many slots there are; those with days are entries.
    int slots() {
        return devices.length;
    }

    long device(int slot) {
        return devices[slot];
    }

    int imsi(int slot) {
        return imsis[slot];
    }

    int msisdn(int slot) {
        return msisdns[slot];
    }

    int month(int slot) {
        return months[slot];
    }

    int days(int slot) {
        return days[slot];
    }

    int rats(int slot) {
        return rats[slot];
    }

    void clear() {
        Arrays.fill(days, 0);
        Arrays.fill(rats, 0);
        count = 0;
    }

    private int slot(long device, int imsi, int msisdn, int month) {
        long mixed = (device + month) * MIX ^ ((long) imsi << Integer.SIZE ^ msisdn) * MIX_PAIR;
        mixed = (mixed ^ mixed >>> MIX_SHIFT) * MIX;
        int mask = devices.length - 1;
        int slot = (int) (mixed >>> MIX_SHIFT) & mask;
        while (days[slot] != 0
                && (devices[slot] != device
                        || imsis[slot] != imsi
                        || msisdns[slot] != msisdn
                        || months[slot] != month)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldDevices = devices;
        int[] oldImsis = imsis;
        int[] oldMsisdns = msisdns;
        byte[] oldMonths = months;
        int[] oldDays = days;
        int[] oldRats = rats;
        int slots = oldDevices.length * GROWTH;
        devices = new long[slots];
        imsis = new int[slots];
        msisdns = new int[slots];
        months = new byte[slots];
        days = new int[slots];
        rats = new int[slots];
        for (int i = 0; i < oldDays.length; i++) {
            if (oldDays[i] != 0) {
                int slot = slot(oldDevices[i], oldImsis[i], oldMsisdns[i], oldMonths[i]);
                devices[slot] = oldDevices[i];
                imsis[slot] = oldImsis[i];
                msisdns[slot] = oldMsisdns[i];
                months[slot] = oldMonths[i];
                days[slot] = oldDays[i];
                rats[slot] = oldRats[i];
            }
        }
    }
}
