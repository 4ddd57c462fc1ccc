// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

import java.util.SplittableRandom;

/// Gives out identities, none of them twice.
final class Plan {
    /// How many models there are; each has a TAC for every million devices of the nation.
    static final int MODELS = 600;

    private static final long SERIALS = 1_000_000;
    private static final long STEP = 7_919;
    private static final long IMSIS = 10_000_000_000L;
    private static final long NUMBERS = 100_000_000L;
    private static final int INCOMPLETE = 67;
    private static final int[] TAC_STARTS = {35, 86, 1};
    private static final int PER_START = 1_000_000;
    private static final String[] RATS = {"002", "002|001", "001|006", "006", "006|010"};

    private long devices;
    private long sims;
    private long boxed;

    /// The TAC of a model in a block of a million devices, as a number.
    static long tac(int model, long block) {
        int start = TAC_STARTS[model % TAC_STARTS.length];
        return start * (long) PER_START + (model * 37L + 100_003 + block * 24_001) % PER_START;
    }

    /// How many blocks of TACs were used.
    long blocks() {
        return devices / SERIALS + 1;
    }

    /// Which technologies a model has: 0 (2G) to 4 (5G).
    static int capability(int model) {
        return Math.min(RATS.length - 1, model % 9 / 2 + (model % 9 == 0 ? 0 : 1));
    }

    static String rats(int capability) {
        return RATS[capability];
    }

    /// What the table of models says of it; of some it does not know the newest technology.
    static int listedCapability(int model) {
        return Math.max(0, capability(model) - (model % INCOMPLETE == 5 ? 1 : 0));
    }

    /// A device of a model that many have.
    Life.Device device(SplittableRandom random) {
        int model = Math.min(random.nextInt(MODELS), random.nextInt(MODELS));
        long number = devices++;
        long serial = number % SERIALS * STEP % SERIALS;
        String imei = pad(tac(model, number / SERIALS) * SERIALS + serial, 14);
        return new Life.Device(imei, version(model, random), RATS[capability(model)]);
    }

    /// Most have the newest software, many the one before; of some models a few have the next
    /// already, and a few phones of any model have what somebody put there.
    private static int version(int model, SplittableRandom random) {
        int newest = model % 20 + 2;
        int lot = random.nextInt(1_000);
        if (lot < 4) {
            return random.nextInt(99);
        }
        if (lot < 16) {
            return model % 3 == 0 ? newest + 1 : newest;
        }
        return lot < 250 ? newest - 1 : newest;
    }

    /// A device of any model under another's IMEI.
    static Life.Device disguised(String imei, SplittableRandom random) {
        int model = Math.min(random.nextInt(MODELS), random.nextInt(MODELS));
        return new Life.Device(imei, version(model, random), RATS[capability(model)]);
    }

    /// A cheap device under another's IMEI: 2G or 3G, and software of its own.
    static Life.Device counterfeit(String imei, SplittableRandom random) {
        return new Life.Device(imei, random.nextInt(99), RATS[random.nextInt(2)]);
    }

    /// A device with a TAC that the models do not have.
    Life.Device strange(long tac) {
        long number = devices++;
        return new Life.Device(
                pad(tac * SERIALS + number % SERIALS * STEP % SERIALS, 14), 1, RATS[1]);
    }

    Life.Sim sim(SplittableRandom random) {
        return sim(operator(random));
    }

    /// An operator; some have more subscribers than others.
    static int operator(SplittableRandom random) {
        return Math.min(random.nextInt(4), random.nextInt(4));
    }

    Life.Sim sim(int operator) {
        return new Life.Sim(operator, imsi(operator), msisdn(operator));
    }

    /// The same number on another SIM.
    Life.Sim swapped(Life.Sim sim) {
        return new Life.Sim(sim.operator(), imsi(sim.operator()), sim.msisdn(), sim.person());
    }

    /// A visitor's, seen by one of the operators.
    Life.Sim foreign(SplittableRandom random) {
        long number = sims++;
        return new Life.Sim(
                random.nextInt(4),
                "26201" + pad(number * STEP % IMSIS, 10),
                "49151" + pad(number * STEP % NUMBERS, 8));
    }

    /// A SIM of a box: its number follows the one before.
    Life.Sim boxed(int operator) {
        return new Life.Sim(
                operator, imsi(operator), Operators.COUNTRY_CODE + "39" + pad(boxed++, 8));
    }

    private String imsi(int operator) {
        return Operators.NETWORKS.get(operator) + pad(sims++ * STEP % IMSIS, 10);
    }

    private String msisdn(int operator) {
        return Operators.COUNTRY_CODE + "3" + operator + pad(sims * STEP % NUMBERS, 8);
    }

    static String pad(long number, int digits) {
        char[] text = new char[digits];
        long rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(text);
    }
}
