// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.bench;

import java.time.LocalDate;
import java.time.YearMonth;

/// A made-up nation for the analytics, the same for the same numbers: who has which SIM in which
/// device on which day.
///
/// Of a hundred SIMs about 6 share a device with another, 4 are exchanged once, 4 move to a new
/// device once, and 0.3 are among eight that use one device; 5 devices of a thousand have a TAC
/// that the models do not have, 1 no IMEI of fourteen digits.
///
/// @param subscribers how many have a SIM
/// @param uses on how many days of thirty each is seen, on average
record Nation(int subscribers, int uses) {
    static final int OPERATORS = 4;
    static final int MODELS = 2_000;

    /// One clone in a block of so many subscribers is used by all of them.
    private static final int BLOCK = 8;

    private static final int BLOCKS_OF_1000 = 3;
    private static final int SHARED_OF_100 = 6;
    private static final int SWAPPED_OF_100 = 4;
    private static final int UPGRADED_OF_100 = 4;
    private static final int STRANGE_OF_1000 = 5;
    private static final int MONTHS = 4;
    private static final int SERIALS = 1_000_000;
    private static final long TAC_FIRST = 35_000_000;
    private static final long TAC_STRANGE = 98_000_000;
    private static final int TACS_A_MODEL = 64;
    private static final int MONTH_DAYS = 30;
    private static final int STEP = 7_919;

    int operator(int subscriber) {
        return subscriber % OPERATORS;
    }

    boolean seen(int subscriber, LocalDate day) {
        return chance(subscriber * 1_000_003L + day.toEpochDay(), MONTH_DAYS) < uses;
    }

    /// The number of the SIM that a subscriber has in a month.
    int sim(int subscriber, YearMonth month) {
        boolean after = chance(subscriber + 1L, 100) < SWAPPED_OF_100 && after(subscriber, month);
        return after ? subscribers + subscriber : subscriber;
    }

    /// The number of the device that a subscriber uses in a month.
    int device(int subscriber, YearMonth month) {
        int block = subscriber / BLOCK;
        if (chance(block + 0x1000_0000L, 1000) < BLOCKS_OF_1000) {
            return block * BLOCK;
        }
        int pair = subscriber / 2;
        if (chance(pair + 0x2000_0000L, 100) < SHARED_OF_100) {
            return pair * 2;
        }
        return upgrades(subscriber) && after(subscriber, month)
                ? subscribers + subscriber
                : subscriber;
    }

    private static boolean upgrades(int subscriber) {
        return chance(subscriber + 0x3000_0000L, 100) < UPGRADED_OF_100;
    }

    /// Whether anybody may use the device at all.
    boolean isUsed(int device) {
        return device < subscribers || upgrades(device - subscribers);
    }

    private static boolean after(int subscriber, YearMonth month) {
        return month.getMonthValue() % MONTHS >= chance(subscriber + 0x4000_0000L, MONTHS);
    }

    boolean malformed(int device) {
        return chance(device + 0x5000_0000L, 1000) == STRANGE_OF_1000;
    }

    /// The fourteen digits of a device, each its own.
    long imei(int device) {
        boolean strange = chance(device + 0x5000_0000L, 1000) < STRANGE_OF_1000;
        long tac = strange ? TAC_STRANGE : TAC_FIRST;
        tac += (long) model(device) * TACS_A_MODEL + device / SERIALS;
        return tac * SERIALS + (long) device * STEP % SERIALS;
    }

    /// The TACs of the models, without those of the strange devices.
    long[] tacs() {
        int blocks = 2 * subscribers / SERIALS + 1;
        long[] tacs = new long[MODELS * blocks];
        for (int i = 0; i < tacs.length; i++) {
            tacs[i] = TAC_FIRST + (long) (i % MODELS) * TACS_A_MODEL + i / MODELS;
        }
        return tacs;
    }

    static int model(int device) {
        return chance(device + 0x6000_0000L, MODELS);
    }

    /// A number below `of`, by chance but the same for the same subject (the finaliser of
    /// SplitMix64).
    static int chance(long subject, int of) {
        long mixed = (subject + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return (int) (((mixed ^ mixed >>> 31) >>> 33) % of);
    }
}
