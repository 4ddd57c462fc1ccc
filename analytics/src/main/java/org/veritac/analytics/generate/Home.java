// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

import java.util.SplittableRandom;

/// Where a phone lives and how it moves. Where it is at a moment follows from this alone, so that
/// all SIMs in it are in one place.
///
/// Time falls into rounds of three days. In some of them the phone travels: off at eight in the
/// morning to another town or abroad, by car or, when it is far, by plane; back on the next
/// afternoon. Otherwise it goes to work, or stays where it is.
///
/// @param seed of its lots
/// @param lat in thousandths of a degree, as `lon`
/// @param trips of a hundred rounds, how many have a trip
/// @param abroad of a hundred trips, how many lead abroad
/// @param works whether it leaves home by day
record Home(long seed, int lat, int lon, int trips, int abroad, boolean works) {
    private static final int CITIES = 40;
    private static final int CITY = 80;
    private static final int TOWN = 200;
    private static final int ROUND_DAYS = 3;
    private static final long DAY = 86_400;
    private static final long OFF = 8 * 3_600;
    private static final long BACK = DAY + 8 * 3_600;
    private static final int WORK_FROM = 9 * 3_600;
    private static final int WORK_TO = 17 * 3_600;
    private static final int WORK_AWAY = 150;
    private static final int DRIVE_KM = 400;
    private static final int DRIVE_KMH = 70;
    private static final int FLIGHT_KMH = 600;
    private static final long AIRPORTS = 2 * 3_600;
    private static final int ABROAD_LON = 77_500;

    /// What a phone is heard from.
    ///
    /// @param abroad whether the network is the neighbour's
    record Spot(int lat, int lon, boolean abroad) {
        double kilometres(Spot to) {
            double north = (to.lat - lat) / 1_000.0 * 111.2;
            double east =
                    (to.lon - lon)
                            / 1_000.0
                            * 111.2
                            * Math.cos(Math.toRadians((lat + to.lat) / 2_000.0));
            return Math.hypot(north, east);
        }
    }

    /// Somewhere in the nation; more live in some towns than in others, and few travel much.
    static Home any(SplittableRandom random) {
        int city = Math.min(random.nextInt(CITIES), random.nextInt(CITIES));
        int lot = random.nextInt(100);
        return in(city, lot < 70 ? 1 : lot < 95 ? 5 : 40, 5, random);
    }

    /// Somewhere, with somebody who is often away.
    static Home restless(SplittableRandom random) {
        return in(random.nextInt(CITIES), 60, 70, random);
    }

    private static Home in(int city, int trips, int abroad, SplittableRandom random) {
        return new Home(
                random.nextLong(),
                24_000 + city * 300 + random.nextInt(CITY),
                62_000 + city * 37 % CITIES * 350 + random.nextInt(CITY),
                trips,
                abroad,
                random.nextInt(100) < 60);
    }

    /// In the same town.
    Home near(SplittableRandom random) {
        return new Home(
                random.nextLong(),
                lat + random.nextInt(TOWN) - TOWN / 2,
                lon + random.nextInt(TOWN) - TOWN / 2,
                trips,
                abroad,
                random.nextInt(100) < 60);
    }

    /// The same place, never left.
    Home fixed() {
        return new Home(seed, lat, lon, 0, 0, false);
    }

    Spot at(int day, int second) {
        Spot here = new Spot(lat, lon, false);
        int round = day / ROUND_DAYS;
        long lot = mixed(seed + round * 0x9E3779B97F4A7C15L);
        if (Long.remainderUnsigned(lot, 100) < trips) {
            Spot there = destination(lot);
            long since = day % ROUND_DAYS * DAY + second - OFF;
            double way = way(here, there, since);
            return way <= 0 ? here : between(here, there, way);
        }
        return works && second >= WORK_FROM && second < WORK_TO ? work() : here;
    }

    private Spot destination(long lot) {
        int city = (int) Long.remainderUnsigned(lot >>> 8, CITIES);
        int there = (int) Long.remainderUnsigned(lot >>> 16, CITIES);
        boolean over = Long.remainderUnsigned(lot >>> 24, 100) < abroad;
        return new Spot(
                24_000 + city * 300,
                over ? ABROAD_LON + there * 100 : 62_000 + city * 37 % CITIES * 350,
                over);
    }

    private Spot work() {
        long lot = mixed(seed);
        return new Spot(
                lat + (int) (Long.remainderUnsigned(lot, 2 * WORK_AWAY) - WORK_AWAY),
                lon + (int) (Long.remainderUnsigned(lot >>> 16, 2 * WORK_AWAY) - WORK_AWAY),
                false);
    }

    /// How much of the way it is from home, 0 to 1.
    ///
    /// @param since seconds since the trip began; negative before it
    private static double way(Spot here, Spot there, long since) {
        double km = here.kilometres(there);
        double seconds =
                km <= DRIVE_KM ? km * 3_600 / DRIVE_KMH : AIRPORTS + km * 3_600 / FLIGHT_KMH;
        double out = Math.min(1, since / Math.max(1, seconds));
        double back = Math.max(0, (since - BACK) / Math.max(1, seconds));
        return Math.max(0, out - back);
    }

    private static Spot between(Spot here, Spot there, double way) {
        return new Spot(
                (int) (here.lat + (there.lat - here.lat) * way),
                (int) (here.lon + (there.lon - here.lon) * way),
                there.abroad && way > 0.5);
    }

    /// A number without a pattern for another.
    static long mixed(long number) {
        long z = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
