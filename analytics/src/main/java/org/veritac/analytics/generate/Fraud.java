// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.analytics.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Units in which an IMEI is not what it claims to be, or a device not a phone.
///
/// None of them is made so that a rule finds it: copies may be of the same model and software, in
/// the same town, hardly used, or there before the genuine phone; the genuine one may be lost,
/// abroad or have a new SIM.
final class Fraud {
    private static final int ABSENT = 20;
    private static final int LATE = 10;
    private static final int EARLY_COPY = 40;
    private static final int SAME_TOWN = 40;
    private static final int BOX_IMEIS = 4;

    private final Plan plan;
    private final int days;

    Fraud(Plan plan, int days) {
        this.plan = plan;
        this.days = days;
    }

    /// One IMEI in at least two phones.
    List<Life> clones(SplittableRandom random) {
        Life.Device genuine = plan.device(random);
        Home home = Home.any(random);
        boolean here = random.nextInt(100) >= ABSENT;
        int copies = copies(random) + (here ? 0 : 1);
        List<Life> lives = new ArrayList<>();
        if (here) {
            genuine(genuine, home, lives, random);
        }
        for (int i = 1; i <= copies; i++) {
            int from = random.nextInt(100) < EARLY_COPY ? 0 : random.nextInt(days);
            lives.add(
                    new Life(
                            copy(genuine, random).as(i),
                            plan.sim(random).of(i),
                            new Life.Days(from, days, 1, between(20, 95, random)),
                            random.nextInt(100) < SAME_TOWN ? home.near(random) : Home.any(random),
                            false));
        }
        return lives;
    }

    private static int copies(SplittableRandom random) {
        int lot = random.nextInt(100);
        if (lot < 55) {
            return 1;
        }
        if (lot < 75) {
            return 2;
        }
        return lot < 92 ? between(3, 6, random) : between(7, 12, random);
    }

    private void genuine(Life.Device device, Home home, List<Life> lives, SplittableRandom random) {
        int from = random.nextInt(100) < LATE ? random.nextInt(days) : 0;
        int share = between(40, 95, random);
        Life.Sim sim = plan.sim(random);
        int lot = random.nextInt(100);
        if (lot < 10) {
            int day = from + random.nextInt(days - from);
            lives.add(new Life(device, sim, new Life.Days(from, day, 1, share), home, true));
            lives.add(
                    new Life(
                            device,
                            plan.swapped(sim),
                            new Life.Days(day, days, 1, share),
                            home,
                            true));
            return;
        }
        lives.add(new Life(device, sim, new Life.Days(from, days, 1, share), home, true));
        if (lot < 20) {
            Life.Days too = new Life.Days(from, days, 1, share / 2);
            lives.add(new Life(device, plan.sim(random), too, home, true));
        }
    }

    /// A counterfeit, a phone of the same model, or any other phone.
    private static Life.Device copy(Life.Device genuine, SplittableRandom random) {
        int lot = random.nextInt(100);
        if (lot < 45) {
            return Plan.counterfeit(genuine.imei(), random);
        }
        return lot < 80 ? genuine : Plan.disguised(genuine.imei(), random);
    }

    /// A batch of one make all over the country.
    List<Life> batch(SplittableRandom random) {
        Life.Device make = Plan.counterfeit(plan.device(random).imei(), random);
        int phones = between(30, 150, random);
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < phones; i++) {
            lives.add(
                    new Life(
                            make.as(i),
                            plan.sim(random).of(i),
                            new Life.Days(0, days, 1, between(20, 95, random)),
                            Home.any(random),
                            false));
        }
        return lives;
    }

    /// A stolen phone under an IMEI that nobody has: of its own model, or of another.
    List<Life> tampered(SplittableRandom random) {
        Life.Device bearer = plan.device(random);
        Life.Device device = random.nextBoolean() ? bearer : Plan.disguised(bearer.imei(), random);
        Life.Days all = new Life.Days(0, days, 1, 75);
        return List.of(new Life(device, plan.sim(random), all, Home.any(random), false));
    }

    /// Half are simple: SIMs bought in a row, one place. The others have SIMs of all numbers, with
    /// aerials in several flats of a town; a third of all change their IMEIs about.
    List<Life> box(SplittableRandom random) {
        boolean simple = random.nextBoolean();
        int imeis = random.nextInt(3) == 0 ? BOX_IMEIS : 1;
        List<Life.Device> devices = new ArrayList<>();
        for (int i = 0; i < imeis; i++) {
            devices.add(plan.device(random));
        }
        Home home = Home.any(random).fixed();
        int operator = Plan.operator(random);
        int size = between(20, 60, random);
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Life.Sim sim = simple ? plan.boxed(operator) : plan.sim(operator);
            Home flat = simple ? home : home.near(random).fixed();
            for (int turn = 0; turn < imeis; turn++) {
                Life.Days turns =
                        new Life.Days(Math.min(days, turn), days, imeis, simple ? 95 : 60);
                Life.Device device = devices.get((i + turn) % imeis);
                lives.add(new Life(device, sim, turns, flat, true));
            }
        }
        return lives;
    }

    private static int between(int least, int most, SplittableRandom random) {
        return least + random.nextInt(most - least + 1);
    }
}
